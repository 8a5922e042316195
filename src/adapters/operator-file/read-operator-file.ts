/** Reads a file that only the operator may write to, since it says what is run or read on this machine. */
import { readFileSync, statSync } from "node:fs";
import type { z } from "zod";
import { describeMistakes, readYaml } from "../../core/configuration/read-yaml.ts";
import { Fault } from "../../core/fault/fault.ts";

/** `variable`: the setting that names the file. YAML or JSON. Fault `setting-invalid` names every mistake with line and column, and never shows a value. */
export function readOperatorFile<File>(variable: string, path: string, schema: z.ZodType<File>): File {
  const reading = readYaml(textOf(variable, path), schema);
  if (!reading.ok) throw wrongSetting(variable, `names a file with mistakes:\n${describeMistakes(path, reading.mistakes)}`);
  return reading.value;
}

export function wrongSetting(variable: string, why: string): Fault {
  return new Fault("setting-invalid", { detail: `${variable} ${why}` });
}

function textOf(variable: string, path: string): string {
  try {
    if ((statSync(path).mode & 0o022) !== 0) throw wrongSetting(variable, `names ${path}, which others than its owner may write to: chmod go-w ${path}`);
    return readFileSync(path, "utf8");
  } catch (error) {
    throw error instanceof Fault ? error : wrongSetting(variable, `names ${path}, which cannot be read`);
  }
}
