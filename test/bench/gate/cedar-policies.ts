/** The merge gate's rules in Cedar: each forbids unless it holds, one permits; a decision names the policies that determined it. */
const CONDITIONS: Readonly<Record<string, string>> = {
  "allowed-paths": `!context.contract.rules.contains("outside-contract") && !context.contract.rules.contains("outside-plan")`,
  "protected-files": `!context.contract.rules.contains("protected")`,
  "contract-kept": "context.contract.violations == 0",
  "diff-size": "context.pull.changed_lines <= 400",
  secrets: "context.secrets.found == 0",
  "hidden-characters": "context.diff.hidden_characters == 0",
  "checks-kept": "context.diff.tests_removed == 0 && context.diff.assertions_removed == 0 && context.diff.skips_added == 0 && context.diff.suppressions_added == 0 && context.diff.failures_swallowed == 0 && context.diff.thresholds_lowered == 0",
  grounded: "context.grounding.percent == 100",
  "one-pull": "context.pull.same_head.isEmpty()",
  "post-checks": "context.post_checks.total > 0 && context.post_checks.failed == 0",
  "evidence-complete": "context.evidence.missing.isEmpty()",
  "own-branch": `context.pull.head_branch like "regreen/*"`,
  "head-current": "context.head.current",
  "base-current": "context.base.current",
  "checks-reported": "!context.checks.successful.isEmpty()",
  "checks-failed": "context.checks.failed.isEmpty()",
  "checks-finished": "context.checks.pending.isEmpty() && context.checks.missing.isEmpty()",
  mergeable: "context.pull.mergeable",
  ready: "!context.pull.draft",
  "not-silenced": `!context.labels.contains("no-autofix")`,
};

export const cedarPolicies: Readonly<Record<string, string>> = {
  permitted: "permit(principal, action, resource);",
  ...Object.fromEntries(Object.entries(CONDITIONS).map(([name, condition]) => [name, `forbid(principal, action, resource) unless { ${condition} };`])),
};
