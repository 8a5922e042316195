/**
 * `killed-at-step.ts DO CHECKOUT STATE STEP`: applies a change (DO is `apply`) or recovers from one (`recover`), and dies without warning right before the
 * STEPth call that writes to the disk; a write of content is half done before that. Ends with 0 when there are fewer steps.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { applyChange } from "../../src/cli/fix/apply-change.ts";
import { recover } from "../../src/cli/fix/recover.ts";

const [, , act = "", checkout = "", state = "", stepText = "0"] = process.argv;
let left = Number(stepText);
const before = new Map(act === "recover" ? [] : ["a.txt", "read-only.txt", "empty.txt"].map((path) => [path, fs.readFileSync(join(checkout, path))]));

function dieBefore<Args extends unknown[], Result>(call: (...args: Args) => Result, half?: (...args: Args) => void): (...args: Args) => Result {
  return (...args) => {
    left -= 1;
    if (left === 0) {
      half?.(...args);
      process.kill(process.pid, "SIGKILL");
    }
    return call(...args);
  };
}

const { writeFileSync, writeSync } = fs;
fs.writeFileSync = dieBefore(writeFileSync, (file, content) => {
  const bytes = typeof content === "string" ? Buffer.from(content) : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (typeof file === "number") writeSync(file, bytes.subarray(0, bytes.length >> 1));
});
fs.openSync = dieBefore(fs.openSync);
fs.fsyncSync = dieBefore(fs.fsyncSync);
fs.closeSync = dieBefore(fs.closeSync);
fs.renameSync = dieBefore(fs.renameSync);
fs.mkdirSync = dieBefore(fs.mkdirSync) as typeof fs.mkdirSync;
fs.rmSync = dieBefore(fs.rmSync);
fs.rmdirSync = dieBefore(fs.rmdirSync);
fs.chmodSync = dieBefore(fs.chmodSync);
fs.utimesSync = dieBefore(fs.utimesSync);
syncBuiltinESMExports();

if (act === "recover") recover(state, checkout);
else {
  const file = (path: string) => ({ path, before: before.get(path) ?? null, after: Buffer.from(`${path} mended and longer than before\n`) });
  applyChange({ checkout, state, files: [file("a.txt"), { path: "made/new/ModLog.md", before: null, after: Buffer.from("# new\n") }, file("read-only.txt"), file("empty.txt")] });
}
