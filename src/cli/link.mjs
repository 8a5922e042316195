// After `npm ci`: makes `npx regreen` work in this checkout, by the link that npm makes for dependencies but not for the package itself.
import { chmodSync, existsSync, lstatSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const bin = join(root, "node_modules", ".bin");
const link = join(bin, "regreen");

if (existsSync(bin)) {
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) rmSync(link);
  symlinkSync(join("..", "..", "src", "cli", "regreen.mjs"), link);
  chmodSync(join(root, "src", "cli", "regreen.mjs"), 0o755);
}
