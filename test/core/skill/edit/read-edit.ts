/** Makes an edit in files of the test as an execution would, with their real syntax trees. */
import { readModule } from "../../../../src/adapters/syntax/read-module.ts";
import { applyEdit } from "../../../../src/core/skill/edit/apply-edit.ts";
import type { Edit } from "../../../../src/core/skill/contract.ts";
import type { Edited } from "../../../../src/core/skill/edit/edit.ts";
import type { Module } from "../../../../src/core/skill/edit/repository.ts";

/** `file:line:column rule`, as a compiler's line would say it. */
export type Told = `${string}:${number}:${number} ${string}`;

export async function edit(name: Edit, files: Readonly<Record<string, string>>, told: readonly Told[]): Promise<Edited> {
  const places = told.map((each) => {
    const { file = "", line, column, rule = "" } = /^(?<file>.+):(?<line>\d+):(?<column>\d+) (?<rule>\S+)$/.exec(each)?.groups ?? {};
    return { file, line: Number(line), column: Number(column), rule };
  });
  const modules = new Map<string, Module>();
  for (const [path, text] of Object.entries(files)) {
    const facts = await readModule(path, text);
    if (facts !== null) modules.set(path, { path, text, facts });
  }
  const path = places[0]?.file ?? Object.keys(files)[0] ?? "";
  return applyEdit(name, { path, text: files[path] ?? "", places, repository: { files: new Set(Object.keys(files)), modules, heads: new Map(Object.entries(files)), year: 2026 } });
}

export const textOf = (edited: Edited): string => (edited.outcome === "text" ? edited.text : `refused: ${edited.reason}`);
