/** Reads the operator's file of log sources. It says what of this machine and of its network is read, so only its owner may write to it. */
import { readFileSync, statSync } from "node:fs";
import { describeMistakes, readYaml } from "../../core/configuration/read-yaml.ts";
import { Fault } from "../../core/fault/fault.ts";
import { SourcesFile, variablesOf, type LogSource } from "../../core/log-source/source.ts";

/** The operator's sources, and the values of the variables that they name: nothing else of the environment is kept. */
export interface SourceSettings { readonly sources: readonly LogSource[]; readonly variables: Readonly<Record<string, string>> }

/** Fault `setting-invalid` names every mistake with line and column, and never shows a value. YAML or JSON. */
export function readSources(path: string, environment: Readonly<Record<string, string | undefined>>): SourceSettings {
  const wrong = (why: string): Fault => new Fault("setting-invalid", { detail: `REGREEN_SOURCES ${why}` });
  let text: string;
  try {
    if ((statSync(path).mode & 0o022) !== 0) throw wrong(`names ${path}, which others than its owner may write to: chmod go-w ${path}`);
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw error instanceof Fault ? error : wrong(`names ${path}, which cannot be read`);
  }
  const reading = readYaml(text, SourcesFile);
  if (!reading.ok) throw wrong(`names a file with mistakes:\n${describeMistakes(path, reading.mistakes)}`);
  const variables = new Map<string, string>();
  for (const source of reading.value.sources) {
    for (const name of variablesOf(source)) variables.set(name, valueOf(environment[name]) ?? missing(wrong, { name, source }));
  }
  return { sources: reading.value.sources, variables: Object.fromEntries(variables) };
}

/** A header's line ends at a line break: a value with one is no value. */
function valueOf(value: string | undefined): string | null {
  const trimmed = value?.trim() ?? "";
  return trimmed === "" || /[\0\r\n]/.test(trimmed) ? null : trimmed;
}

function missing(wrong: (why: string) => Fault, { name, source }: { readonly name: string; readonly source: LogSource }): never {
  throw wrong(`names ${name} for the source ${source.name}, and that variable is not set to one line`);
}
