/** What a checkout's `.editorconfig` and `.gitattributes` say of a file. */
import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { textAttributes, type AttributeSource, type TextAttributes } from "../../core/skill/transform/text-attributes.ts";

const MOST_BYTES = 1024 * 1024;

/** `checkout` is absolute; `path` relative to it with forward slashes. Files that are not there, links, and those larger than 1 MiB say nothing. */
export async function readTextAttributes(checkout: string, path: string): Promise<TextAttributes> {
  const folders = foldersAbove(path);
  const paths = folders.flatMap((folder) => [`${folder}.editorconfig`, `${folder}.gitattributes`]);
  const sources = await Promise.all(paths.map((each) => readSource(checkout, each)));
  return textAttributes(path, sources.filter((source) => source !== null));
}

/** `["", "docs/", "docs/api/"]` for `docs/api/index.md`. */
function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return ["", ...parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}/`)];
}

async function readSource(checkout: string, path: string): Promise<AttributeSource | null> {
  try {
    const file = join(checkout, path);
    // Of the entry itself, not of what a link leads to: a checkout may hold a link to a device.
    const status = await lstat(file);
    return status.isFile() && status.size <= MOST_BYTES ? { path, text: await readFile(file, "utf8") } : null;
  } catch {
    return null;
  }
}
