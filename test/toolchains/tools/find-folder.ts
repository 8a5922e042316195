import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** The first folder of the path, or of the usual places beside it, that holds all of these programs; null where there is none. */
export function findFolder(...programs: readonly string[]): string | null {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), join(homedir(), ".cargo", "bin"), "/usr/local/bin", "/usr/bin"];
  return folders.find((folder) => programs.every((program) => existsSync(join(folder, program)))) ?? null;
}
