/** Reads the operator's file of operations. It says what is run on this machine, so only its owner may write to it. */
import type { Fault } from "../../core/fault/fault.ts";
import { OperationsFile, type Operation } from "../../core/repair/operate/operation.ts";
import { readOperatorFile, wrongSetting } from "../operator-file/read-operator-file.ts";

/** The operator's operations, and the values of the variables that they name: nothing else of the environment is kept. */
export interface OperatorSettings { readonly operations: readonly Operation[]; readonly variables: Readonly<Record<string, string>> }

export const noOperations: OperatorSettings = { operations: [], variables: {} };

/** What every command is given. */
const always = ["PATH", "HOME", "LANG"];

/** Fault `setting-invalid` names every mistake with line and column. YAML or JSON. */
export function readOperations(path: string, environment: Readonly<Record<string, string | undefined>>): OperatorSettings {
  const wrong = (why: string): Fault => wrongSetting("REGREEN_OPERATIONS", why);
  const file = readOperatorFile("REGREEN_OPERATIONS", path, OperationsFile);
  const { operations } = file;
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
