/** The program with `regreen classify` alone, built into one file (DECISIONS 94). */
import { classify } from "../cli/commands/classify.ts";
import { start } from "../start.ts";

await start([{ ...classify, load: async () => classify }]);
