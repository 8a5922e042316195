/** A Ruby program that the repository's own Gemfile.lock pins: it is run in that bundle, so that its version and plug-ins are those of CI. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Programs that are gems of the same name. */
const gems: ReadonlySet<string> = new Set(["rubocop"]);

/** The Gemfile beside the nearest lockfile that pins the program; null where none does. `folders`: absolute, nearest first. */
export function bundleOf(program: string, folders: readonly string[]): string | null {
  if (!gems.has(program)) return null;
  const folder = folders.find((each) => pins(join(each, "Gemfile.lock"), program));
  return folder === undefined ? null : join(folder, "Gemfile");
}

function pins(lockfile: string, gem: string): boolean {
  return existsSync(lockfile) && readFileSync(lockfile, "utf8").split(/\r?\n/).some((line) => line.startsWith(`    ${gem} (`));
}
