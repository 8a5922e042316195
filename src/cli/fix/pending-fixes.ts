import type { FixId } from "../../core/identity/identifier.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { FixStatus, PendingFix } from "../../core/failure/pending-fix.ts";
import { priorityOf } from "../../core/failure/priority.ts";
import type { Choice } from "../../core/skill/choose.ts";
import type { Project } from "./read-project.ts";

export interface Occasion {
  readonly project: Project;
  readonly fixId: FixId;
  readonly at: Timestamp;
  readonly check: string;
}

/** The record of one classified failure (row D6), whether a skill covers it or not. */
export function pendingFixOf(choice: Choice, occasion: Occasion, status: FixStatus): PendingFix {
  const { report, skill } = choice;
  const { project, fixId, at, check } = occasion;
  return {
    fix_id: fixId, repo: project.repo, head_sha: project.head, check, skill_id: skill?.name ?? null,
    pattern_name: report.pattern_name, failure_class: report.failure_class, tool: report.tool, fingerprint: report.fingerprint,
    mps: priorityOf({
      class: report.failure_class, skillComplexity: skill?.contract.complexity ?? null, onDefaultBranch: false,
      failures: Math.max(report.locations.length, report.failing_tests.length), occurrences: 1, redSeconds: 0, othersBlocked: 0,
    }),
    file_paths: choice.skill === null ? report.file_paths : [...choice.files], locations: report.locations, failing_tests: report.failing_tests,
    error_snippet: report.error_snippet, fix_action: skill?.name.replaceAll("-", "_") ?? null, confidence: report.confidence, status, assigned_to: null,
    standards: skill?.contract.standards ?? [], timestamp: at,
  };
}
