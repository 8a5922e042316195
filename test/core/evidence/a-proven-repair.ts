/** A repair that passed all nine phases, as the steps would have moved it: its evidence, its ledger entries, and what was published. */
import { buildAttachment } from "../../../src/core/evidence/evidence-file.ts";
import type { HeldEvidence, SwornRecord } from "../../../src/core/evidence/held-evidence.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { appendEntries, origin } from "../../../src/core/ledger/chain.ts";
import type { LedgerDraft } from "../../../src/core/ledger/entry.ts";
import { close } from "../../../src/core/repair/close.ts";
import type { Decision, EvidenceFile } from "../../../src/core/repair/decision.ts";
import { ask, draft, walk } from "../../../src/core/repair/draft.ts";
import { publishedBy } from "../../../src/core/repair/effect.ts";
import { evidenceEffect } from "../../../src/core/repair/evidence-effect.ts";
import { phases, type Phase } from "../../../src/core/repair/phase.ts";
import { at, fileOf, repairIn } from "../repair/a-repair.ts";

const patch = Buffer.from("diff --git a/src/app.js b/src/app.js\n--- a/src/app.js\n+++ b/src/app.js\n@@ -1 +1 @@\n-a\n+a;\n");

function filesOf(phase: Phase): readonly EvidenceFile[] {
  const patch_sha256 = digestOf(patch);
  switch (phase) {
    case "IMPLEMENT": return [fileOf(phase, { patch_sha256, bytes: patch.length }), buildAttachment(phase, "change.patch", patch), buildAttachment(phase, "result.json", Buffer.from("{}\n"))];
    case "VERIFY": return [fileOf(phase, { patch_sha256 })];
    default: return [fileOf(phase)];
  }
}

/** What the steps would have decided, in one: the evidence published once at the end. */
export function provenDecision(): Decision {
  const { decision, refusal } = walk(draft(repairIn(null)), phases.map((phase) => ({ phase, files: filesOf(phase) })), { at, evidence: [] });
  if (refusal !== null) throw new Error(refusal.message);
  return close(ask(decision, [evidenceEffect(decision.repair)]), { status: "merged", reason: "merged", at });
}

/** As the store keeps it: the request of the evidence sworn to with its digests. */
export function provenRecord(decision: Decision = provenDecision()): SwornRecord {
  const requests = decision.effects.map(({ key, effect }): LedgerDraft => ({
    at, repo: decision.repair.subject.repository.name, repair: decision.repair.id, kind: "effect_requested", phase: decision.repair.phase,
    payload: { key, effect: effect.kind }, evidence: [...publishedBy(effect)], prompt_sha256: null,
  }));
  return { repair: decision.repair, entries: appendEntries(origin, [...decision.entries, ...requests]) };
}

/** As a checkout of the evidence branch holds it. */
export function provenFolder({ repair, evidence, effects }: Decision = provenDecision()): HeldEvidence {
  const texts = effects.flatMap(({ effect }) => (effect.kind === "store_evidence" ? effect.texts : []));
  const text = (name: string): Uint8Array => Buffer.from(texts.find(({ path }) => path === `${repair.id}/${name}`)?.text ?? "");
  return {
    repair: repair.id, files: new Map(evidence.map(({ phase, file, content }) => [`${phase}/${file}`, content])),
    manifest: text("manifest.json"), statement: text("statement.json"), manifestExpected: "always",
  };
}
