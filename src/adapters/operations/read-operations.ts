/** Reads the operator's file of operations. It says what is run on this machine, so only its owner may write to it. */
import { readFileSync, statSync } from "node:fs";
import { describeMistakes, readYaml } from "../../core/configuration/read-yaml.ts";
import { Fault } from "../../core/fault/fault.ts";
import { OperationsFile, type Operation } from "../../core/repair/operate/operation.ts";

/** Fault `setting-invalid` names every mistake with line and column. YAML or JSON. */
export function readOperations(path: string, environment: Readonly<Record<string, string | undefined>>): readonly Operation[] {
  const wrong = (why: string): Fault => new Fault("setting-invalid", { detail: `REGREEN_OPERATIONS ${why}` });
  let text: string;
  try {
    if ((statSync(path).mode & 0o022) !== 0) throw wrong(`names ${path}, which others than its owner may write to: chmod go-w ${path}`);
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw error instanceof Fault ? error : wrong(`names ${path}, which cannot be read`);
  }
  const reading = readYaml(text, OperationsFile);
  if (!reading.ok) throw wrong(`names a file with mistakes:\n${describeMistakes(path, reading.mistakes)}`);
  for (const { name, run } of reading.value.operations) {
    const missing = "command" in run ? run.environment.find((variable) => environment[variable] === undefined) : Object.values(run.headers).find((variable) => environment[variable] === undefined);
    if (missing !== undefined) throw wrong(`names ${missing} for the operation ${name}, and that variable is not set`);
  }
  return reading.value.operations;
}
