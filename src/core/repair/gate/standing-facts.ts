/** The facts of a pull request as it stands on GitHub, whoever made it. What only a repair has is not in them. */
import type { Timestamp } from "../../identity/timestamp.ts";
import { changeFacts, type ChangeReading } from "../../policy/change/change-facts.ts";
import type { DependencyChange } from "../../policy/dependencies/compare.ts";
import { momentFacts, type FactPlaces, type Facts } from "../../policy/facts.ts";
import { reviewFacts, whyOwnersUnknown, type ReviewReading } from "../../policy/owners/review-facts.ts";
import { checkFacts } from "./check-facts.ts";
import type { CheckFacts, PullFacts, RequiredCheck } from "./snapshot.ts";

export interface StandingReading {
  readonly at: Timestamp;
  readonly checks: readonly CheckFacts[];
  readonly required: readonly RequiredCheck[] | null;
  readonly protected: boolean | null;
  readonly change: ChangeReading | null;
  readonly reviews: ReviewReading | null;
  /** Numbers of other open pull requests with the same head. */
  readonly sameHead: readonly number[];
}

export interface StandingFacts {
  readonly facts: Facts;
  readonly places: FactPlaces;
  /** Why something is not known (`GateQuestion.unknowns`). */
  readonly unknowns: Readonly<Record<string, string>>;
  readonly dependencies: DependencyChange | null;
}

export function standingFacts(reading: StandingReading, pull: PullFacts, repositoryId: number): StandingFacts {
  const { at, checks, required, change, reviews } = reading;
  const judged = changeFacts(change);
  const { diff } = judged.facts;
  const owners = reviews === null ? null : whyOwnersUnknown(reviews);
  return {
    dependencies: judged.dependencies,
    places: judged.places,
    unknowns: owners === null ? {} : { "reviews.owners_missing": owners },
    facts: {
      ...judged.facts,
      pull: {
        number: pull.number, author: pull.author, draft: pull.draft, files: change?.files.map(({ path }) => path) ?? [], changed_lines: diff === null ? null : diff.added + diff.removed,
        head_branch: pull.headBranch, base_branch: pull.baseBranch, mergeable: pull.mergeable, fork: pull.headRepositoryId !== repositoryId, same_head: reading.sameHead.map((number) => `#${number}`),
      },
      now: momentFacts(at),
      labels: pull.labels,
      checks: required === null ? null : checkFacts(checks, required, at),
      reviews: reviews === null ? null : reviewFacts(reviews),
      base: { current: true, protected: reading.protected },
      head: null, contract: null, post_checks: null, evidence: null, grounding: null,
      repair: { present: false, attempts: 0, complexity: 1 },
      skill: { names: [], standing: null },
    },
  };
}
