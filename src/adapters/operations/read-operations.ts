/** Reads the operator's file of operations. It says what is run on this machine, so only its owner may write to it. */
import { readFileSync, statSync } from "node:fs";
import { describeMistakes, readYaml } from "../../core/configuration/read-yaml.ts";
import { Fault } from "../../core/fault/fault.ts";
import { OperationsFile, type Operation } from "../../core/repair/operate/operation.ts";

/** The operator's operations, and the values of the variables that they name: nothing else of the environment is kept. */
export interface OperatorSettings { readonly operations: readonly Operation[]; readonly variables: Readonly<Record<string, string>> }

export const noOperations: OperatorSettings = { operations: [], variables: {} };

/** What every command is given. */
const always = ["PATH", "HOME", "LANG"];

/** Fault `setting-invalid` names every mistake with line and column. YAML or JSON. */
export function readOperations(path: string, environment: Readonly<Record<string, string | undefined>>): OperatorSettings {
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
  const { operations } = reading.value;
  for (const operation of operations) {
    const missing = namedBy(operation).find((variable) => environment[variable] === undefined);
    if (missing !== undefined) throw wrong(`names ${missing} for the operation ${operation.name}, and that variable is not set`);
  }
  const names = new Set([...always, ...operations.flatMap(namedBy)]);
  return { operations, variables: Object.fromEntries([...names].flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]]))) };
}

function namedBy({ run }: Operation): readonly string[] {
  return "command" in run ? run.environment : Object.values(run.headers);
}
