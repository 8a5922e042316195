/** The pending-fix record of a finding (row D6). */
import type { FixStatus, PendingFix } from "../../failure/pending-fix.ts";
import { priorityOf } from "../../failure/priority.ts";
import { othersBlocked, redSince, timesSeen } from "../../history/past.ts";
import { milliseconds } from "../../identity/timestamp.ts";
import type { Skill } from "../../skill/skill.ts";
import type { Finding } from "./finding.ts";
import { momentOf } from "./moment-of.ts";
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
export function occurrencesOf(fingerprint: string, { repair, past, at }: DiagnoseSnapshot): number {
  return timesSeen(past, fingerprint, momentOf(repair.subject, at));
}

function priorityFor({ report }: Finding, skill: Skill | null, { repair, past, at }: DiagnoseSnapshot): PendingFix["mps"] {
  const { branch, repository } = repair.subject;
  const moment = momentOf(repair.subject, at);
  return priorityOf({
    class: report.failure_class,
    skillComplexity: skill?.contract.complexity ?? null,
    onDefaultBranch: branch === repository.default_branch,
    failures: Math.max(report.locations.length, report.failing_tests.length),
    occurrences: timesSeen(past, report.fingerprint, moment),
    redSeconds: Math.max(0, (milliseconds(at) - milliseconds(redSince(past, report.fingerprint, moment))) / 1000),
    othersBlocked: othersBlocked(past, report.fingerprint, moment),
  });
}
