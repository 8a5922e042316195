import type { FailureClass, FailureReport as Report } from "../failure/report.ts";
import type { Skill } from "./skill.ts";

type FailureReport = Pick<Report, "failure_class" | "pattern_name" | "tool" | "locations">;

/** Classes that no edit mends, whatever a contract claims: the machine, the network or an account is at fault. */
const beyondEdits: readonly FailureClass[] = [
  "timeout", "out-of-memory", "disk-full", "network-infra", "rate-limit", "auth-permission", "missing-env-secret", "git-checkout", "unknown", "none",
];

/** Whether the skill's contract names this failure: by pattern, or by class, tool and rules. */
export function handles(skill: Skill, report: FailureReport): boolean {
  if (beyondEdits.includes(report.failure_class)) return false;
  return skill.contract.handles.some((handle) => {
    if ("pattern" in handle) return handle.pattern === report.pattern_name;
    if (handle.class !== report.failure_class) return false;
    if (handle.tool !== undefined && handle.tool !== report.tool) return false;
    return handle.rules === undefined || coversEveryPlace(handle.rules, report);
  });
}

function coversEveryPlace(rules: readonly string[], { locations }: FailureReport): boolean {
  return locations.length > 0 && locations.every(({ rule }) => rule !== null && rules.includes(rule));
}
