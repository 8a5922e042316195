/** The program with `regreen fix` alone: built into one file, because to find and read eighty takes longer than to mend (DECISIONS 94). */
import "./one-shot.ts";
import { fix } from "../cli/commands/fix.ts";
import { start } from "../start.ts";

await start([{ ...fix, load: async () => fix }]);
