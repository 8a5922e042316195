/** The workflows that users install, as they come with the program: `action/workflows/` beside the nearest package.json above this module. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Fault } from "../../core/fault/fault.ts";

/** Text of `action/workflows/<name>`. Fault `environment-missing` when it is not there. */
export async function readTemplate(name: string): Promise<string> {
  const file = join(templatesFolder(), name);
  return readFile(file, "utf8").catch((cause: unknown) => { throw new Fault("environment-missing", { detail: `the workflow ${name} did not come with this program`, cause }); });
}

function templatesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const templates = join(folder, "action", "workflows");
    if (existsSync(join(folder, "package.json")) && existsSync(templates)) return templates;
    const parent = dirname(folder);
    if (parent === folder) throw new Fault("environment-missing", { detail: "the folder action/workflows is not beside the program; install Regreen again" });
    folder = parent;
  }
}
