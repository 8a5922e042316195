import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** Absolute path of a program, looked for in a `PATH` text; null where there is none. An absolute name is only checked. */
export function findProgram(name: string, path: string): string | null {
  if (isAbsolute(name)) return isProgram(name) ? name : null;
  if (name.includes("/")) return null;
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const candidate = join(folder, name);
    if (isProgram(candidate)) return candidate;
  }
  return null;
}

/** Where the system keeps its own tools (mount, setpriv, bwrap): never the caller's PATH, so that nobody slips another in. */
export function findSystemProgram(name: string): string | null {
  return findProgram(name, "/usr/bin:/usr/sbin:/bin:/sbin:/usr/local/bin");
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
