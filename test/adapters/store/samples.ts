/** Literal repairs, decisions and deliveries for the store's tests. */
import { digestOf, type Digest } from "../../../src/core/identity/digest.ts";
import { FixId, GitSha, RepositoryName } from "../../../src/core/identity/identifier.ts";
import { after, Timestamp, timestamp } from "../../../src/core/identity/timestamp.ts";
import type { PendingFix } from "../../../src/core/failure/pending-fix.ts";
import type { LedgerDraft } from "../../../src/core/ledger/entry.ts";
import type { Decision, OpenedRepair } from "../../../src/core/repair/decision.ts";
import type { EffectRequest } from "../../../src/core/repair/effect.ts";
import type { Repair, Repository } from "../../../src/core/repair/repair.ts";
import type { Clock } from "../../../src/ports/clock.ts";
import type { ClaimRequest } from "../../../src/ports/store/claim.ts";
import type { Delivery } from "../../../src/ports/store/inbox.ts";

export const start = Timestamp.parse("2026-11-20T08:15:00.000Z");
export const later = (seconds: number): Timestamp => after(start, seconds);

export const stillClock: Clock = { now: () => start, sleep: async () => undefined };
export const wallClock: Clock = { now: () => timestamp(Date.now()), sleep: async () => undefined };

export const repository: Repository = { id: 7, name: RepositoryName.parse("octo/hello"), installation_id: 42, default_branch: "main" };
export const sha = (digit: string): GitSha => GitSha.parse(digit.repeat(40));

export const fixIdOf = (number: number): FixId => FixId.parse(`fix_20261120_081500_${String(number).padStart(4, "0")}`);

export function repairOf(number: number, change: Partial<Repair> = {}): Repair {
  return {
    id: fixIdOf(number),
    subject: { repository, branch: "main", head_sha: sha("a"), source: { kind: "workflow_run", run_id: 100 + number, run_attempt: 1, workflow: ".github/workflows/ci.yml" }, pull_request: null },
    step: "diagnose", phase: null, status: "pending", attempts: 0, violations: 0, opened_at: start, progressed_at: start,
    failures: [], plan: null, execution: null, offer: null, evidence: [], held_by: null, reason: null, issue: null, ...change,
  };
}

export const offered = (number: number, digit: string): Repair["offer"] => (
  { branch: `regreen/${number}`, base_branch: "main", base_sha: sha("b"), commit_sha: sha(digit), number, url: `https://github.test/octo/hello/pull/${number}`, revision: 0 });

export const opening = (repair: Repair): OpenedRepair => ({ repair, due: start, key: `${repair.subject.repository.id}:${repair.id}` });

export function draftOf(repair: Repair, kind: LedgerDraft["kind"], payload: LedgerDraft["payload"] = {}): LedgerDraft {
  return { at: start, repo: repair.subject.repository.name, repair: repair.id, kind, phase: repair.phase, payload, evidence: [], prompt_sha256: null };
}

export function decisionOf(repair: Repair, change: Partial<Decision> = {}): Decision {
  return { repair, due: null, opens: [], entries: [], evidence: [], effects: [], pendingFixes: [], ...change };
}

export function commentOf(repair: Repair, number: number): EffectRequest {
  return { key: `${repair.id}:comment:${number}`, repository: repair.subject.repository, effect: { kind: "upsert_comment", number, marker: `<!-- ${repair.id} -->`, body: `comment ${number}` } };
}

export function deliveryOf(number: number, change: Partial<Delivery> = {}): Delivery {
  return { guid: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`, event: "check_run", body: Buffer.from(`{"number":${number}}`), receivedAt: start, installationId: 42, ...change };
}

export function request(change: Partial<ClaimRequest> = {}): ClaimRequest {
  return { holder: "worker-1", now: start, seconds: 30, most: 10, ...change };
}

export function pendingFixOf(repair: Repair, fingerprint: Digest, change: Partial<PendingFix> = {}): PendingFix {
  return {
    fix_id: repair.id, repo: repair.subject.repository.name, head_sha: repair.subject.head_sha, check: "ci / lint", skill_id: "eslint-fix", pattern_name: "eslint_problems",
    failure_class: "lint", tool: "eslint", fingerprint, mps: { complexity: 1, importance: 2, deferability: 2, impact: 2, priority: "P3" }, file_paths: ["src/app.js"], locations: [],
    failing_tests: [], error_snippet: "1 problem", fix_action: "eslint_fix", confidence: 0.95, status: "pending", assigned_to: null, standards: [], timestamp: start, ...change,
  };
}

export const evidenceOf = (text: string): Decision["evidence"][number] => ({ phase: "PLAN", file: "plan.json", content: Buffer.from(text), sha256: digestOf(text) });
