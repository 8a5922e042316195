/** Reads the operator's file of log sources. It says what of this machine and of its network is read, so only its owner may write to it. */
import type { Fault } from "../../core/fault/fault.ts";
import { SourcesFile, variablesOf, type LogSource } from "../../core/log-source/source.ts";
import { readOperatorFile, wrongSetting } from "../operator-file/read-operator-file.ts";

/** The operator's sources, and the values of the variables that they name: nothing else of the environment is kept. */
export interface SourceSettings { readonly sources: readonly LogSource[]; readonly variables: Readonly<Record<string, string>> }

/** Fault `setting-invalid` names every mistake with line and column, and never shows a value. YAML or JSON. */
export function readSources(path: string, environment: Readonly<Record<string, string | undefined>>): SourceSettings {
  const wrong = (why: string): Fault => wrongSetting("REGREEN_SOURCES", why);
  const file = readOperatorFile("REGREEN_SOURCES", path, SourcesFile);
  const variables = new Map<string, string>();
  for (const source of file.sources) {
    for (const name of variablesOf(source)) variables.set(name, valueOf(environment[name]) ?? missing(wrong, { name, source }));
  }
  return { sources: file.sources, variables: Object.fromEntries(variables) };
}

/** A header's line ends at a line break: a value with one is no value. */
function valueOf(value: string | undefined): string | null {
  const trimmed = value?.trim() ?? "";
  return trimmed === "" || /[\0\r\n]/.test(trimmed) ? null : trimmed;
}

function missing(wrong: (why: string) => Fault, { name, source }: { readonly name: string; readonly source: LogSource }): never {
  throw wrong(`names ${name} for the source ${source.name}, and that variable is not set to one line`);
}
