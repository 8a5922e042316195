/** Our door over a store on the disk, as a process: `node our-server.ts <folder>`. Prints its port; at the end of its input, what it stored. */
import { join } from "node:path";
import { startDoor } from "../../../src/app/door/start-door.ts";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { wallClock } from "../../adapters/store/samples.ts";
import { secret } from "./payload.ts";

const silent = (): void => undefined;
const store = await openStore({ path: join(process.argv[2] ?? ".", "inbox.db"), clock: wallClock });
const log = { debug: silent, info: silent, warn: silent, error: silent };
const door = await startDoor({ inbox: store.inbox, secrets: [{ secret, until: null }], clock: wallClock, log });
process.stdout.write(`${door.port}\n`);
process.stdin.on("end", () => void store.inbox.count().then(({ waiting }) => process.stdout.write(`${waiting}\n`, () => process.exit(0))));
process.stdin.resume();
