/** Composition root. The commands stand in commands.ts. */
import { commands } from "./commands.ts";
import { start } from "./start.ts";

await start(commands);
