import { installFromDebian } from "./debian.ts";
import { findFolder } from "./find-folder.ts";

/** The folder of shfmt: as it is there, or Debian's. */
export async function findShfmt(): Promise<string> {
  if (findFolder("shfmt") === null) await installFromDebian("shfmt", "shfmt is not on the path");
  const folder = findFolder("shfmt");
  if (folder === null) throw new Error("shfmt is installed and still not on the path");
  return folder;
}
