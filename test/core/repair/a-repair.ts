/** A repair of `octo/hello` and the evidence of its nine phases, for tables to start from. */
import { buildEvidenceFile } from "../../../src/core/evidence/evidence-file.ts";
import type { EvidenceDocuments } from "../../../src/core/evidence/documents.ts";
import { sealPlan } from "../../../src/core/fix/plan.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import type { ExecutionId, FixId, GitSha, RepositoryName } from "../../../src/core/identity/identifier.ts";
import type { Timestamp } from "../../../src/core/identity/timestamp.ts";
import type { EvidenceFile } from "../../../src/core/repair/decision.ts";
import { phases, type Phase } from "../../../src/core/repair/phase.ts";
import type { Repair } from "../../../src/core/repair/repair.ts";
import type { SkillName } from "../../../src/core/skill/skill.ts";

export const at = "2026-11-20T21:30:00.000Z" as Timestamp;
export const headSha = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d" as GitSha;
export const fix = "fix_20261120_213000_k3f9" as FixId;
export const repo = "octo/hello" as RepositoryName;
export const digest = digestOf("anything");
export const execution = "exec_20261120_213004_k3f9" as ExecutionId;

export const plan = sealPlan({
  version: 1, repo, base_sha: headSha, nonce: "0".repeat(32),
  steps: [{
    skill: { name: "eslint-fix" as SkillName, version: "1.0.0", digest }, files: ["src/app.js"], fix: [["npx", "eslint", "--fix", "{files}"]], post_check: [["npx", "eslint", "{files}"]],
    may_touch: { allow: ["**/*.js"], deny: [], max_files: 50, max_changed_lines: 400 }, actions: { allow: ["modify_text"], forbid: [] },
    limits: { seconds: 60, memory_mb: 512, output_mb: 4, network: "none" },
  }],
});

export const priority = { complexity: 1, importance: 3, deferability: 4, impact: 3, priority: "P2" } as const;
const good = { grade: "good", because: "small" } as const;

export const documents: EvidenceDocuments = {
  STRATEGIZE: { repair: fix, act: true, reason_not_to: null, failures: [{ failure_class: "lint", tool: "eslint", fingerprint: digest, occurrences: 1, confidence: 0.95, priority }], risk: "low", budget: { seconds: 600, attempts: 3, tokens: 0 }, decided_at: at },
  SPEC: { repair: fix, repo, branch: "main", head_sha: headSha, must_become_green: [{ check: "CI / lint", tests: [], files: ["src/app.js"] }] },
  PLAN: { repair: fix, plan },
  THINK: { repair: fix, plan_id: plan.plan_id, risk: "low", colliding_pull_requests: [], protected_files: [], simulated: [], notes: [] },
  IMPLEMENT: { repair: fix, execution, plan_id: plan.plan_id, base_sha: headSha, outcome: "changed", patch_sha256: digest, bytes: 9, added_lines: 1, removed_lines: 1, files: [{ path: "src/app.js", mode: "100644", before_sha256: digest, after_sha256: digest }] },
  VERIFY: { repair: fix, patch_sha256: digest, post_checks: [], claimed_by: "fix job", contract_violations: [], changed_lines_coverage: null, sandbox: "bubblewrap" },
  REVIEW: {
    repair: fix,
    verdict: { gate: "propose", answer: "allow", summary: "nothing holds it up", rules: [], head_sha: null, base_sha: headSha, policy_sha256: digest },
    rubric: { readability: good, maintainability: good, performance: good, security: good, governance: good },
  },
  PR: { repair: fix, number: 5, url: "https://github.test/octo/hello/pull/5", branch: `regreen/${fix}`, head_sha: headSha, base_sha: headSha, labels: ["regreen"], body_sha256: digest },
  MONITOR: { repair: fix, outcome: "merged", pull_request_checks: "success", base_checks_after_merge: "success", merge_sha: headSha, seconds_to_green: 60, ended_at: at },
};

export function fileOf<P extends Phase>(phase: P, change: Partial<EvidenceDocuments[P]> = {}): EvidenceFile {
  return buildEvidenceFile(phase, { ...documents[phase], ...change });
}

export const files: readonly EvidenceFile[] = phases.map((phase) => fileOf(phase));

/** A repair in a phase (null: just opened), with the evidence of every phase up to and including it. */
export function repairIn(phase: Phase | null, change: Partial<Repair> = {}): Repair {
  const reached = phase === null ? [] : files.slice(0, phases.indexOf(phase) + 1);
  return {
    id: fix, step: "gate", phase, status: "pending", attempts: 1, violations: 0, opened_at: at, progressed_at: at, failures: [], plan, execution, held_by: null, reason: null, issue: null,
    subject: { repository: { id: 7, name: repo, installation_id: 42, default_branch: "main" }, branch: "main", head_sha: headSha, source: { kind: "workflow_run", run_id: 900, run_attempt: 1, workflow: ".github/workflows/ci.yml" }, pull_request: null },
    offer: { branch: `regreen/${fix}`, base_branch: "main", base_sha: headSha, commit_sha: null, number: null, url: null, revision: 0 },
    evidence: reached.map(({ phase: of, file, sha256 }) => ({ phase: of, file, sha256 })),
    ...change,
  };
}
