/** `killed-while-writing.ts CHECKOUT STATE`: applies a change of three files and a new one, and dies without warning after the second. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { applyChange } from "../../src/cli/fix/apply-change.ts";

const [, , checkout = "", state = ""] = process.argv;
let written = 0;
const file = (path: string) => ({ path, before: readFileSync(join(checkout, path)), after: Buffer.from(`${path} mended\n`) });
applyChange({
  checkout, state, files: [file("a.txt"), { path: "made/new/ModLog.md", before: null, after: Buffer.from("# new\n") }, file("b.txt"), file("c.txt")],
  onWritten: () => {
    written += 1;
    if (written === 3) process.kill(process.pid, "SIGKILL");
  },
});
