/** The pending-fix record of a finding (row D6). */
import type { FixStatus, PendingFix } from "../../failure/pending-fix.ts";
import { priorityOf } from "../../failure/priority.ts";
import { milliseconds } from "../../identity/timestamp.ts";
import type { Skill } from "../../skill/skill.ts";
import type { Finding } from "./finding.ts";
import type { DiagnoseSnapshot } from "./snapshot.ts";

export interface Outlook {
  readonly skill: Skill | null;
  readonly files: readonly string[];
  readonly status: FixStatus;
}

/** `fix_id` is the repair's; a sibling takes the record over under its own. */
export function pendingFixOf({ report, checks }: Finding, { skill, files, status }: Outlook, snapshot: DiagnoseSnapshot): PendingFix {
  const { repair, at } = snapshot;
  const { failure_class, tool, pattern_name, fingerprint, locations, failing_tests, error_snippet, confidence } = report;
  return {
    fix_id: repair.id, repo: repair.subject.repository.name, head_sha: repair.subject.head_sha, check: checks[0] ?? "",
    skill_id: skill?.name ?? null, pattern_name, failure_class, tool, fingerprint, mps: priorityFor({ report, checks }, skill, snapshot),
    file_paths: files.length > 0 ? [...files] : report.file_paths, locations, failing_tests, error_snippet,
    fix_action: skill === null ? null : skill.name.replaceAll("-", "_"), confidence, status, assigned_to: null,
    standards: skill?.contract.standards ?? [], timestamp: at,
  };
}

/** How often this fingerprint was seen in the repository, this time included. */
export function occurrencesOf(fingerprint: string, { repair, others }: DiagnoseSnapshot): number {
  return 1 + others.filter((other) => other.id !== repair.id && other.failures.some((failure) => failure.fingerprint === fingerprint)).length;
}

function priorityFor({ report }: Finding, skill: Skill | null, snapshot: DiagnoseSnapshot): PendingFix["mps"] {
  const { repair, others, at } = snapshot;
  const blocked = others.filter((other) => other.step !== "closed" && other.subject.branch !== repair.subject.branch && other.failures.some(({ fingerprint }) => fingerprint === report.fingerprint));
  return priorityOf({
    class: report.failure_class,
    skillComplexity: skill?.contract.complexity ?? null,
    onDefaultBranch: repair.subject.branch === repair.subject.repository.default_branch,
    failures: Math.max(report.locations.length, report.failing_tests.length),
    occurrences: occurrencesOf(report.fingerprint, snapshot),
    redSeconds: Math.max(0, (milliseconds(at) - milliseconds(repair.opened_at)) / 1000),
    othersBlocked: new Set(blocked.map((other) => other.subject.branch)).size,
  });
}
