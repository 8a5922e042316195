/** What describes infrastructure: Terraform, Helm, kubectl, OPA, Ansible Lint, SQLFluff. */
import type { Format } from "../../format.ts";
import { kubernetesRules } from "./kubernetes.ts";
import { policyRules } from "./policies.ts";
import { terraformRules } from "./terraform.ts";

export const infrastructureAsCode: Format = {
  tool: "terraform",
  layer: "tool",
  class: "config",
  pattern_name: "terraform_errors",
  rules: [
    ...terraformRules,
    ...kubernetesRules,
    ...policyRules,
    {
      id: "ansible",
      says: "problem",
      literals: [".yml:", ".yaml:"],
      pattern: /^(?<file>\S+\.ya?ml):(?<line>\d+)(?::(?<column>\d+))?(?: (?:Task|Handler|Play).*)?$/,
      tool: "ansible-lint",
      class: "lint",
      pattern_name: "ansible_lint_problems",
      confidence: 0.9,
      read({ file = "", line, column }, { at }) {
        const { rule, message } = /^(?<rule>[a-z][a-z0-9-]+(?:\[[a-z-]+\])?): (?<message>.+)$/.exec(at(-1) ?? "")?.groups ?? {};
        return rule === undefined ? null : { kind: rule, places: [{ file, line, column, rule, message }] };
      },
    },
    { id: "sqlfluff-file", says: "detail", literals: ["== ["], pattern: /^== \[(?<file>[^\]]+)\] FAIL$/, tool: "sqlfluff", class: "lint" },
    { id: "sqlfluff", says: "problem", literals: ["| P: "], pattern: /^L: +(?<line>\d+) \| P: +(?<column>\d+) \| +(?<rule>\w+) \| (?<message>.+)$/, tool: "sqlfluff", class: "lint", pattern_name: "sqlfluff_problems", confidence: 0.96, read: ({ line, column, rule = "", message }, { latest }) => ({ kind: rule, places: (latest("sqlfluff-file")?.files ?? []).map((file) => ({ file, line, column, rule, message })) }) },
    { id: "sqlfluff-github", says: "problem", literals: ["title=SQLFluff,file="], pattern: /^::(?:warning|error|notice) title=SQLFluff,file=(?<file>[^,]+),line=(?<line>\d+),col=(?<column>\d+)(?:,[\w=,]*)?::(?<rule>\w+): (?<message>.+?)(?: \[[\w.]+\])?$/, tool: "sqlfluff", class: "lint", pattern_name: "sqlfluff_problems", confidence: 0.97 },
  ],
};
