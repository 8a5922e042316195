import { installFromDebian } from "./debian.ts";
import { findFolder } from "./find-folder.ts";

/** The folder of Composer: as it is there, or Debian's. */
export async function findComposer(): Promise<string> {
  if (findFolder("composer") === null) await installFromDebian("composer", "composer is not on the path");
  const folder = findFolder("composer");
  if (folder === null) throw new Error("composer is installed and still not on the path");
  return folder;
}
