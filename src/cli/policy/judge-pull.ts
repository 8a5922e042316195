/** Judges one pull request as the merge gate would, reading it through the API. What only Regreen's own evidence tells is not known here. */
import type { GitSha } from "../../core/identity/identifier.ts";
import { timestamp, type Timestamp } from "../../core/identity/timestamp.ts";
import { buildSbom, type Sbom } from "../../core/policy/dependencies/sbom.ts";
import { evaluateGate } from "../../core/policy/evaluate-gate.ts";
import type { Facts } from "../../core/policy/facts.ts";
import { withSecondOpinion } from "../../core/policy/second-opinion.ts";
import { stages } from "../../core/policy/stage.ts";
import type { Verdict } from "../../core/policy/verdict.ts";
import { standingFacts, type StandingReading } from "../../core/repair/gate/standing-facts.ts";
import type { PullRequest } from "../../ports/github.ts";
import { readStandingOfPull } from "../../worker/steps/read-standing-of-pull.ts";
import type { OpenRepository } from "./open-repository.ts";
import type { InForce } from "./read-policies.ts";

export interface JudgedPull {
  readonly pull: PullRequest;
  readonly verdict: Verdict;
  readonly facts: Facts;
  /** What it brings in; null: that cannot be read. */
  readonly sbom: Sbom | null;
}

export interface Question {
  readonly pull: PullRequest;
  readonly baseHead: GitSha;
  readonly at: Timestamp;
  /** Of the past: when its checks had just ended, and mergeable where it was merged. */
  readonly past: boolean;
}

export async function judgePull({ repository, context }: OpenRepository, { configuration, packs }: InForce, { pull, baseHead, at, past }: Question): Promise<JudgedPull> {
  const read = await readStandingOfPull(repository, { pull, checked: pull.headSha, baseHead, configuration }, context);
  const reading: StandingReading = { ...read, at: past ? endOfChecks(read, at) : at };
  const { facts: standing, places, unknowns, dependencies } = standingFacts(reading, past && pull.merged ? { ...pull, mergeable: true } : pull, repository.id);
  const facts = past ? { ...standing, now: null } : standing;
  const { gate } = configuration;
  const leniency = { waivers: gate.waivers, observed: gate.mode === "observe" ? stages : gate.observe, pull: pull.number, at };
  const verdict = evaluateGate({ gate: "merge", packs, facts, places, unknowns, head_sha: pull.headSha, base_sha: baseHead, ...(past ? {} : { leniency }) });
  const opinion = past || context.decisionPoint === undefined ? null : await context.decisionPoint.decide({ gate: "merge", facts });
  return {
    pull, facts, verdict: withSecondOpinion(verdict, opinion),
    sbom: dependencies === null ? null : buildSbom(dependencies, { name: repository.name, version: pull.headSha, at }),
  };
}

function endOfChecks({ checks }: Pick<StandingReading, "checks">, at: Timestamp): Timestamp {
  const ends = checks.flatMap(({ completedAt }) => (completedAt == null ? [] : [Date.parse(completedAt)]));
  return ends.length === 0 ? at : timestamp(Math.max(...ends));
}
