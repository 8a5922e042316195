import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openSkillStore } from "../../adapters/store/open-skill-store.ts";
import { digestOf, type Digest } from "../../core/identity/digest.ts";
import type { FixId } from "../../core/identity/identifier.ts";
import type { Timestamp } from "../../core/identity/timestamp.ts";
import type { EvidenceDigest, LedgerDraft } from "../../core/ledger/entry.ts";
import type { PendingFix } from "../../core/failure/pending-fix.ts";
import type { Clock } from "../../ports/clock.ts";
import { executionsOf } from "../../core/skill/standing/executions-of.ts";
import type { KeptRecording } from "../../core/replay/recording.ts";
import type { SkillRecord } from "../../core/skill/standing/record.ts";
import type { Attempt } from "./attempt.ts";
import type { Project } from "./read-project.ts";

export interface Memory {
  readonly state: string;
  readonly project: Project;
  readonly fixId: FixId;
  readonly openedAt: Timestamp;
  readonly failures: readonly PendingFix[];
  /** In the order in which they were tried; `kept` where the working tree has it now. */
  readonly attempts: readonly { readonly attempt: Attempt; readonly kept: boolean }[];
  readonly clock: Clock;
  /** Digests of the skills that were shipped with evidence. */
  readonly shipped: ReadonlySet<Digest>;
  /** Names of the skills that are for rules by name. */
  readonly byRule: ReadonlySet<string>;
  /** The failures as they were met, for replay. */
  readonly recordings: readonly KeptRecording[];
}

/**
 * Keeps the evidence (plan, result, patch, what the tools said; secrets are masked in all of it) and swears to it in the ledger of the state folder.
 * Gives the folder of the evidence. Faults: those of the store.
 */
export async function remember(memory: Memory): Promise<string> {
  const folder = join(memory.state, "evidence", memory.fixId);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const drafts = [openedDraft(memory), ...memory.attempts.map((one, index) => endedDraft(memory, one, writeEvidence(folder, one.attempt, index)))];
  const store = await openSkillStore({ path: join(memory.state, "regreen.db"), clock: memory.clock });
  try {
    await store.skillRecords.keep({ record: recordOf(memory), entries: drafts, repair: memory.fixId, at: memory.clock.now() });
  } finally {
    await store.close();
  }
  return folder;
}

/** Every run counts, kept or not: what was tried as a whole and then one by one was run twice. */
function recordOf({ attempts, project, failures, byRule, clock, shipped, recordings }: Memory): SkillRecord {
  const executions = attempts.flatMap(({ attempt: { plan, execution, executionId } }) => executionsOf({
    execution: executionId, plan, result: execution.result, patch: execution.result.outcome === "changed" ? execution.patch : execution.partial, violations: [], failures, byRule, surface: "cli", shipped, at: clock.now(),
  }));
  return { executions, aftermaths: [], bounds: project.configuration.skills.standing, recordings };
}

function writeEvidence(folder: string, { plan, execution }: Attempt, index: number): EvidenceDigest[] {
  const prefix = index === 0 ? "" : `${index + 1}-`;
  const files: readonly (readonly [string, string | Uint8Array])[] = [
    ["plan.json", `${JSON.stringify(plan, null, 2)}\n`], ["result.json", `${JSON.stringify(execution.result, null, 2)}\n`],
    ["change.patch", execution.patch], ["partial.patch", execution.partial ?? ""], ["transcript.txt", execution.transcript],
  ];
  return files.filter(([, content]) => content.length > 0).map(([name, content]) => {
    writeFileSync(join(folder, `${prefix}${name}`), content, { mode: 0o600 });
    return { path: `${prefix}${name}`, sha256: digestOf(content) };
  });
}

/** The command line proposes to nobody and enters no phase: its entries say that a repair was begun, and what became of it. */
function openedDraft({ project, fixId, openedAt, failures }: Memory): LedgerDraft {
  const seen = failures.map(({ fingerprint, failure_class, tool, skill_id, check }) => ({ fingerprint, failure_class, tool, skill_id, check }));
  return draft({ project, fixId, at: openedAt }, { kind: "repair_opened", payload: { surface: "cli", head_sha: project.head, failures: seen }, evidence: [] });
}

function endedDraft({ project, fixId, clock }: Memory, { attempt, kept }: Memory["attempts"][number], evidence: EvidenceDigest[]): LedgerDraft {
  const { result } = attempt.execution;
  const payload = {
    surface: "cli", outcome: result.outcome, reason: result.reason, kept, plan_id: result.plan_id, patch_sha256: result.patch_sha256,
    skills: attempt.plan.steps.map((step) => `${step.skill.name} ${step.skill.version}`), sandbox: result.environment.sandbox,
  };
  return draft({ project, fixId, at: clock.now() }, { kind: kept ? "effect_done" : "stopped", payload, evidence });
}

function draft({ project, fixId, at }: { project: Project; fixId: FixId; at: Timestamp }, said: Pick<LedgerDraft, "kind" | "payload" | "evidence">): LedgerDraft {
  return { at, repo: project.repo, repair: fixId, phase: null, prompt_sha256: null, ...said };
}
