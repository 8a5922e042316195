/** pre-commit: a table of hooks; those that failed are told by their own formats where they print something. */
import type { Finding, Format, Surroundings } from "../../format.ts";

export const preCommit: Format = {
  tool: "pre-commit",
  layer: "wrapper",
  class: "lint",
  pattern_name: "pre_commit_hooks",
  rules: [
    { id: "hook", says: "problem", literals: ["....Failed"], pattern: /^(?<name>\S.{0,200}?)\.{3,}(?:\(.*\))?Failed$/, after: 3, confidence: 0.75, read: ({ name = "" }, around) => readHook(name, around) },
    { id: "crashed", says: "problem", literals: ["An unexpected error has occurred: CalledProcessError"], pattern: /^An unexpected error has occurred: CalledProcessError: (?<message>.*)$/, class: "unknown", after: 12, confidence: 0.8, read: ({ message = "" }, around) => crashed(message, around) },
  ],
};

function readHook(name: string, { at }: Surroundings): Finding {
  const id = /^- hook id: (?<id>\S+)$/.exec(at(1) ?? "")?.groups?.["id"] ?? name;
  const formats = /format|black|isort|prettier|whitespace|end-of-file|line-ending/.test(id);
  return { kind: id, ...(formats ? { class: "format", pattern_name: "pre_commit_format" } : {}) };
}

function crashed(message: string, { at }: Surroundings): Finding {
  const below = Array.from({ length: 12 }, (_, index) => at(index + 1) ?? "").join(" ");
  if (/Could not resolve host|Failed to connect|timed out|Temporary failure/.test(below)) return { message, class: "network-infra", pattern_name: "network_failure" };
  return { message };
}
