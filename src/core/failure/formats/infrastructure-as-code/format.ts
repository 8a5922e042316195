/** Terraform, Ansible Lint, SQLFluff, Helm, kubectl. */
import type { Format } from "../../format.ts";

export const infrastructureAsCode: Format = {
  tool: "terraform",
  layer: "tool",
  class: "config",
  pattern_name: "terraform_errors",
  rules: [
    {
      id: "error",
      says: "problem",
      literals: ["│ Error: "],
      pattern: /^│ Error: (?<message>.+)$/,
      after: 8,
      confidence: 0.93,
      read({ message = "" }, { at }) {
        for (let offset = 1; offset <= 8; offset++) {
          const { file, line } = /^│ +(?:on|with) (?<file>[^\s,]+\.tf(?:vars)?) line (?<line>\d+)/.exec(at(offset) ?? "")?.groups ?? {};
          if (file !== undefined) return { message, places: [{ file, line, message }] };
        }
        const below = [1, 2, 3, 4, 5, 6].map((offset) => at(offset) ?? "").join(" ");
        if (/no such host|dial tcp|connection (?:refused|reset)|i\/o timeout|could not connect to|50[234] /.test(`${message} ${below}`)) return { message, class: "network-infra" as const, pattern_name: "network_failure" };
        return { message, ...(/AccessDenied|Unauthorized|credentials|403/.test(message) ? { class: "auth-permission" as const, pattern_name: "access_denied" } : {}) };
      },
    },
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
    { id: "helm", says: "problem", literals: ["Error: UPGRADE FAILED", "Error: INSTALLATION FAILED", "Error: template: "], pattern: /^Error: (?<message>(?:UPGRADE|INSTALLATION) FAILED.*|template: .+)$/, tool: "helm", class: "config", pattern_name: "helm_errors", confidence: 0.93 },
    { id: "kubectl", says: "problem", literals: ["error: error validating ", "Error from server ("], pattern: /^(?:error: error validating|Error from server \((?<rule>\w+)\))(?<message>.*)$/, tool: "kubectl", class: "config", pattern_name: "kubectl_errors", confidence: 0.85, read: ({ rule, message = "" }) => (rule === "Forbidden" || rule === "Unauthorized" ? { message, class: "auth-permission", pattern_name: "access_denied" } : { message }) },
  ],
};
