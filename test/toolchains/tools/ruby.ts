import { installFromDebian } from "./debian.ts";
import { findFolder } from "./find-folder.ts";

/** The folder of rubocop: as it is there, or Debian's. */
export async function findRuby(): Promise<string> {
  if (findFolder("rubocop") === null) await installFromDebian("rubocop", "rubocop is not on the path");
  const folder = findFolder("rubocop");
  if (findFolder("bundle") === null) await installFromDebian("ruby-bundler", "bundle is not on the path");
  if (folder === null) throw new Error("rubocop is installed and still not on the path");
  return folder;
}
