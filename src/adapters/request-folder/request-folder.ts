/** A folder on this machine: plain files of a bounded size are taken, everything else in it is left alone. */
import { constants } from "node:fs";
import { mkdir, open, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FoundFile, RequestFolder } from "../../ports/request-folder.ts";

const MOST_BYTES = 64 * 1024;
const MOST_FILES = 100;
const NAME = /^[\w][\w.-]{0,199}\.json$/;

export function openRequestFolder(folder: string): RequestFolder {
  return {
    async waiting() {
      const names = (await readdir(folder, { withFileTypes: true }).catch(missing)).filter((entry) => entry.isFile() && NAME.test(entry.name)).map(({ name }) => name).toSorted().slice(0, MOST_FILES);
      const found: FoundFile[] = [];
      for (const name of names) {
        const content = await readPlain(join(folder, name));
        if (content !== null) found.push({ name, content });
      }
      return found;
    },
    async settle(name, refusal) {
      const into = join(folder, refusal === null ? "taken" : "refused");
      await mkdir(into, { recursive: true, mode: 0o700 });
      if (refusal !== null) await writeFile(join(into, `${name}.reason.txt`), `${refusal}\n`, { mode: 0o600 });
      await rename(join(folder, name), join(into, name)).catch(missing);
    },
  };
}

/** Not made, or gone meanwhile. */
function missing(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT") return [];
  throw error;
}

/** Null: gone, a link, or longer than a request is; what is longer is shown as empty, and so refused with a reason. */
async function readPlain(path: string): Promise<Uint8Array | null> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { size } = await file.stat();
      return size > MOST_BYTES ? new Uint8Array() : await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ELOOP")) return null;
    throw error;
  }
}
