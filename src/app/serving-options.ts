/** What a serving process is made of, and what its steps and pages are given. */
import type { Logger } from "pino";
import type { Store } from "../ports/store/store.ts";
import type { GitHubReader, PolicyReader, OnboardingReader, MemberReader } from "../ports/github.ts";
import type { Clock, Randomness } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Registries } from "../core/registry/registry.ts";
import type { Operation } from "../core/repair/operate/operation.ts";
import type { LogSources } from "../ports/log-sources.ts";
import type { AdvisorySource } from "../ports/advisories.ts";
import type { DecisionPoint } from "../ports/decision-point.ts";
import type { BudgetsOf } from "./budgets-of.ts";
import type { SkillsOf } from "./skills-of.ts";
import type { ServeConfig } from "../settings/config.ts";
import type { Step } from "../core/repair/repair.ts";
import type { Steps } from "../worker/work.ts";
import type { Rehearsals } from "../ports/rehearsals.ts";
import type { Route } from "./web/route.ts";

export type Role = "all" | "door" | "worker";

/** What the steps of a repair are made of. */
export interface StepParts {
  readonly store: Store;
  readonly reader: GitHubReader;
  readonly policyReader: PolicyReader;
  /** Not given: no repository is asked whether it wants Regreen (the Action alone stands in one that does). */
  readonly onboardingReader?: OnboardingReader;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  /** Address of GitHub's pages, for links. */
  readonly webUrl: string;
  /** Package registries that the operator permits. */
  readonly registries: Registries;
  /** The operator's own operations. */
  readonly operations: readonly Operation[];
  /** Log sources beside CI, and the time between two looks. */
  readonly observing?: { readonly sources: LogSources; readonly everySeconds: number };
  readonly advisories?: AdvisorySource;
  readonly decisionPoint?: DecisionPoint;
}

/** What pages need to know who looks, and to ask for something in their name. */
export interface PageTools {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly members: MemberReader;
  readonly power: Pick<PolicyReader, "power">;
  readonly budgets: BudgetsOf;
  readonly skills: SkillsOf;
  /** Something was asked for: the worker looks at once. */
  readonly nudge: () => void;
}

export interface ServingOptions {
  readonly config: ServeConfig;
  readonly role: Role;
  /** The steps of repairs that this process takes; all unless told. */
  readonly takes?: readonly Step[];
  readonly log: Logger;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly createSteps: (parts: StepParts) => Steps | Promise<Steps>;
  /** Runs replays that begin by themselves; not given, or null: none does. */
  readonly createRehearsals?: (parts: { readonly config: ServeConfig; readonly log: Log }) => Rehearsals | null;
  /** Seconds after which it is told what a step is at; 2 unless told, null: never. */
  readonly stageSeconds?: number | null;
  /** The pages that this process shows beside its health. */
  readonly pages: (store: Store, config: ServeConfig, tools: PageTools) => readonly Route[];
}
