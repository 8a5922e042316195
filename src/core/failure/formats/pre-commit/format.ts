/** pre-commit: a table of hooks; those that failed are told by their own formats where they print something. */
import type { Finding, Format, Surroundings } from "../../format.ts";

export const preCommit: Format = {
  tool: "pre-commit",
  layer: "wrapper",
  class: "lint",
  pattern_name: "pre_commit_hooks",
  rules: [
    { id: "formatter", says: "verdict", literals: ["....Failed"], pattern: /^\S.{0,200}?\.{3,}(?:\(.*\))?Failed$/, layer: "tool", class: "format", after: 60, confidence: 0.93, read: (_groups, around) => readFormatter(around) },
    { id: "hook", says: "problem", literals: ["....Failed"], pattern: /^(?<name>\S.{0,200}?)\.{3,}(?:\(.*\))?Failed$/, after: 3, confidence: 0.75, read: ({ name = "" }, around) => readHook(name, around) },
    { id: "crashed", says: "problem", literals: ["An unexpected error has occurred: CalledProcessError"], pattern: /^An unexpected error has occurred: CalledProcessError: (?<message>.*)$/, class: "unknown", after: 12, confidence: 0.8, read: ({ message = "" }, around) => crashed(message, around) },
  ],
};

/** Formatters that run as hooks mend the files and name them; the tool that does so is the one that failed. */
const FORMATTERS: Readonly<Record<string, { readonly tool: string; readonly pattern_name: string }>> = {
  black: { tool: "black", pattern_name: "black_unformatted" },
  "black-jupyter": { tool: "black", pattern_name: "black_unformatted" },
  isort: { tool: "isort", pattern_name: "isort_unsorted" },
  "trailing-whitespace": { tool: "pre-commit-hooks", pattern_name: "whitespace_errors" },
  "end-of-file-fixer": { tool: "pre-commit-hooks", pattern_name: "whitespace_errors" },
};
const MOST_BELOW = 60;

function readFormatter({ at }: Surroundings): Finding | null {
  const id = /^- hook id: (?<id>\S+)$/.exec(at(1) ?? "")?.groups?.["id"] ?? "";
  const formatter = FORMATTERS[id];
  if (formatter === undefined || ![at(2), at(3), at(4)].includes("- files were modified by this hook")) return null;
  const files: string[] = [];
  for (let offset = 3; offset <= MOST_BELOW; offset++) {
    const text = at(offset);
    if (text === null || /\.{3,}(?:\(.*\))?(?:Passed|Failed|Skipped)$/.test(text)) break;
    const file = /^(?:reformatted|[Ff]ix(?:ing|ed)) (?<file>\S.*)$/.exec(text)?.groups?.["file"];
    if (file !== undefined) files.push(file);
  }
  return { ...formatter, files, kind: id };
}

function readHook(name: string, { at }: Surroundings): Finding | null {
  const id = /^- hook id: (?<id>\S+)$/.exec(at(1) ?? "")?.groups?.["id"] ?? name;
  if (id in FORMATTERS && [at(2), at(3), at(4)].includes("- files were modified by this hook")) return null;
  const formats = /format|black|isort|prettier|whitespace|end-of-file|line-ending/.test(id);
  return { kind: id, ...(formats ? { class: "format", pattern_name: "pre_commit_format" } : {}) };
}

function crashed(message: string, { at }: Surroundings): Finding {
  const below = Array.from({ length: 12 }, (_, index) => at(index + 1) ?? "").join(" ");
  if (/Could not resolve host|Failed to connect|timed out|Temporary failure/.test(below)) return { message, class: "network-infra", pattern_name: "network_failure" };
  return { message };
}
