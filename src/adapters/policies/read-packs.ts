import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Fault } from "../../core/fault/fault.ts";
import { loadPack, type Pack } from "../../core/policy/load-pack.ts";

/** The packs that come with Regreen: `policies/` beside the sources, found from `src` and from `build/program` alike. */
export function builtInPolicies(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "policies", "default.yml"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Fault("environment-missing", { detail: "the folder policies/ of this installation" });
    folder = parent;
  }
  return join(folder, "policies");
}

/** Built-in packs by name. Throws Fault `policy-invalid` for a name that is none. */
export async function readBuiltInPacks(names: readonly string[]): Promise<readonly Pack[]> {
  const folder = builtInPolicies();
  return Promise.all(names.map((name) => readOne(folder, name)));
}

async function readOne(folder: string, name: string): Promise<Pack> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Fault("policy-invalid", { detail: `${JSON.stringify(name)} is no name of a pack` });
  try {
    return loadPack(name, await readFile(join(folder, `${name}.yml`), "utf8"));
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault("policy-invalid", { detail: `there is no pack named ${name}`, cause: error });
  }
}
