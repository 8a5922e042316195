/** Installs the tools that the skills run, in pinned versions, into a cache folder: `REGREEN_TOOLS`, or the user's cache. One file per ecosystem in `tools/`. */
import { join } from "node:path";
import { findGo } from "./tools/go.ts";
import { installNativeTools } from "./tools/native.ts";
import { installNodeTools } from "./tools/node.ts";
import { installPackageManagers } from "./tools/package-managers.ts";
import { installPythonTools } from "./tools/python.ts";
import { findSlowTools } from "./tools/slow.ts";

const project = join(import.meta.dirname, "../..");

export interface Tools {
  /** Folders to put before the path, so that the tools are found. */
  readonly path: readonly string[];
}

/** Rejects with the installer's own words where something cannot be had. */
export async function installTools(): Promise<Tools> {
  const go = await findGo();
  return { path: [join(project, "node_modules/.bin"), await installPythonTools(), go, ...(await installNativeTools(go)), await installNodeTools(), ...(await installPackageManagers()), ...findSlowTools()] };
}
