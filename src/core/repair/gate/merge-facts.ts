/** The facts of the merge gate: what was proven, from the evidence, and what stands on GitHub now. */
import type { Checks, EvidenceDocuments } from "../../evidence/documents.ts";
import { readEvidenceFile } from "../../evidence/evidence-file.ts";
import type { FactPlaces, Facts } from "../../policy/facts.ts";
import type { EvidenceFile } from "../decision.ts";
import { evidenceFile } from "../phase.ts";
import { complexityOf, missingEvidence } from "../propose-facts.ts";
import { groundingOf } from "../grounding.ts";
import type { Offer, Repair } from "../repair.ts";
import { standingFacts, type StandingReading } from "./standing-facts.ts";
import type { GateSnapshot, PullFacts } from "./snapshot.ts";

export interface MergeFactsInput {
  readonly repair: Repair;
  readonly offer: Offer;
  readonly pull: PullFacts;
  readonly snapshot: StandingReading & Pick<GateSnapshot, "baseHead" | "standing">;
  /** Stored evidence, and what this decision adds. */
  readonly evidence: readonly EvidenceFile[];
}

export interface Judgeable {
  readonly facts: Facts;
  readonly places: FactPlaces;
  readonly unknowns: Readonly<Record<string, string>>;
}

export function mergeFacts({ repair, offer, pull, snapshot, evidence }: MergeFactsInput): Judgeable {
  const change = documentOf("IMPLEMENT", repair, evidence);
  const proven = provenFacts(documentOf("VERIFY", repair, evidence));
  const standing = standingFacts(snapshot, pull, repair.subject.repository.id);
  const { secrets } = proven;
  const facts: Facts = {
    ...standing.facts,
    reviews: reviewsWith(standing.facts.reviews, repair),
    pull: {
      ...standing.facts.pull, files: change?.files.map(({ path }) => path) ?? [],
      changed_lines: change === null ? null : change.added_lines + change.removed_lines, head_branch: offer.branch,
    },
    ...proven,
    secrets: secrets === null ? null : { found: secrets.found + (standing.facts.secrets?.found ?? 0) },
    head: { current: offer.commit_sha !== null && pull.headSha === offer.commit_sha },
    base: { current: snapshot.baseHead === offer.base_sha, protected: snapshot.protected },
    evidence: { missing: missingEvidence(repair, "PR", evidence) },
    grounding: groundingOf(repair.plan, repair.failures),
    repair: { present: true, attempts: repair.attempts, complexity: complexityOf(repair) },
    skill: { names: repair.plan?.steps.map(({ skill }) => skill.name) ?? [], standing: snapshot.standing },
  };
  return { facts, places: standing.places, unknowns: standing.unknowns };
}

/** Who asks for changes by a command asks as by a review. */
function reviewsWith(reviews: Facts["reviews"], { changes }: Repair): Facts["reviews"] {
  return reviews === null || changes === undefined ? reviews : { ...reviews, changes_requested: reviews.changes_requested + 1 };
}

/** Without the evidence nothing is known: every rule that asks for it waits. */
function provenFacts(proven: Checks | null): Pick<Facts, "contract" | "post_checks" | "secrets"> {
  if (proven === null) return { contract: null, post_checks: null, secrets: null };
  const rules = proven.contract_violations.map(({ rule }) => rule);
  return {
    contract: { violations: rules.length, rules: [...new Set(rules)] },
    post_checks: { total: proven.post_checks.length, failed: proven.post_checks.filter(({ after }) => after.exit !== 0).length },
    secrets: { found: rules.filter((rule) => rule === "secret").length },
  };
}

function documentOf<P extends "IMPLEMENT" | "VERIFY">(phase: P, repair: Repair, evidence: readonly EvidenceFile[]): EvidenceDocuments[P] | null {
  const reference = repair.evidence.find((recorded) => recorded.phase === phase && recorded.file === evidenceFile[phase]);
  const file = evidence.find((held) => held.phase === phase && held.file === evidenceFile[phase] && held.sha256 === reference?.sha256);
  return file === undefined ? null : readEvidenceFile(phase, file.content).document;
}
