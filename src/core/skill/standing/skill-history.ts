/** What the store keeps of skills in one repository: executions of each version, and the standing it was last given. */
import type { Digest } from "../../identity/digest.ts";
import type { RepositoryName } from "../../identity/identifier.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { Skill } from "../skill.ts";
import type { StandingBounds } from "./bounds.ts";
import type { KnownExecution } from "./skill-execution.ts";
import { judgeStanding, type Standing, type StandingVerdict } from "./standing.ts";

export interface SkillHistory {
  /** Of each version (by digest) the latest that were asked for, oldest first. */
  readonly executions: readonly KnownExecution[];
  /** The standing that each version was last given; none where it never changed. */
  readonly standings: readonly GivenStanding[];
}

export interface GivenStanding {
  readonly skill: string;
  readonly digest: Digest;
  readonly standing: Standing;
  /** When a person last put it on trial again; null: nobody did. */
  readonly since: Timestamp | null;
}

/** Sums over all executions of a version that were ever kept (row S11). */
export interface SkillTotals {
  readonly skill: string;
  readonly version: string;
  readonly digest: Digest;
  readonly repo: RepositoryName;
  readonly executions: number;
  readonly successes: number;
  readonly post_check_failures: number;
  readonly contracts_broken: number;
  /** Left only what was there before. */
  readonly remains: number;
  readonly tokens: number;
  readonly seconds: number;
  readonly files: number;
  readonly lines: number;
  readonly reverts: number;
  readonly manual_reviews: number;
}

export const noHistory: SkillHistory = { executions: [], standings: [] };

/** What a standing is judged over beside the history: the skill as it is now, and whether it came with evidence. */
export interface StandingFacts {
  readonly history: SkillHistory;
  readonly bounds: StandingBounds;
  /** Digests of the skills that were shipped with evidence. */
  readonly shipped: ReadonlySet<Digest>;
}

export type StandingOf = (skill: Pick<Skill, "name" | "digest">) => StandingVerdict;

export function standingIn({ history, bounds, shipped }: StandingFacts): StandingOf {
  return ({ name, digest }) => {
    const given = history.standings.find((one) => one.skill === name && one.digest === digest);
    return judgeStanding({
      executions: history.executions.filter((one) => one.skill === name && one.digest === digest),
      begins_as: shipped.has(digest) ? "promoted" : "candidate",
      before: given?.standing ?? null, since: given?.since ?? null, bounds,
    });
  };
}

const order: readonly Standing[] = ["rolled_back", "candidate", "promoted", "trusted"];

/** The least of several standings: what a change that all of them made may do. */
export function leastStanding(standings: readonly Standing[]): Standing {
  return order.find((standing) => standings.includes(standing)) ?? "candidate";
}
