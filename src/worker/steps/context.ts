/** What the steps read through: ports, and what the program brought along (skills, packs, grammars). None of it writes to GitHub or to the store. */
import type { Digest } from "../../core/identity/digest.ts";
import type { SyntaxReader } from "../../core/fix/syntax.ts";
import type { Pack } from "../../core/policy/load-pack.ts";
import type { Operation } from "../../core/repair/operate/operation.ts";
import type { Registries } from "../../core/registry/registry.ts";
import type { Skill } from "../../core/skill/skill.ts";
import type { Clock, Randomness } from "../../ports/clock.ts";
import type { AdvisorySource } from "../../ports/advisories.ts";
import type { DecisionPoint } from "../../ports/decision-point.ts";
import type { GitHubReader, OnboardingReader, PolicyReader } from "../../ports/github.ts";
import type { LogSources } from "../../ports/log-sources.ts";
import type { Store } from "../../ports/store/store.ts";

export interface StepContext {
  readonly reader: GitHubReader;
  readonly store: Pick<Store, "repairs" | "outbox" | "ledger" | "evidence" | "history" | "skillRecords" | "orders" | "requests">;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly skills: readonly Skill[];
  /** Digests of the skills that were shipped with evidence that their examples hold. */
  readonly shipped: ReadonlySet<Digest>;
  /** Built-in packs by name. Fault `policy-invalid` for a name that is none. */
  readonly packs: (names: readonly string[]) => Promise<readonly Pack[]>;
  /** Files of an artifact's zip, under caps. Fault `artifact-invalid`. */
  readonly unzip: (bytes: Uint8Array) => Promise<ReadonlyMap<string, Uint8Array>>;
  readonly syntax: SyntaxReader;
  /** Address of GitHub's pages, for links: `https://github.com`. Null: none is configured. */
  readonly webUrl: string | null;
  /** Package registries that the operator permits to skills that need one; not given: none. */
  readonly registries?: Registries;
  /** The operator's own operations; not given: none. */
  readonly operations?: readonly Operation[];
  /** What only policies ask; not given: what it would tell is not known. */
  readonly policyReader?: PolicyReader;
  /** What onboarding asks, and the text of the fix workflow as its template has it; not given: no repository is asked. */
  readonly onboarding?: { readonly reader: OnboardingReader; readonly fixWorkflow: string };
  /** The operator's log sources, and the time between two looks; not given: there are none. */
  readonly observing?: { readonly sources: LogSources; readonly everySeconds: number };
  /** Not given: vulnerabilities are not known. */
  readonly advisories?: AdvisorySource;
  /** Not given: nobody else is asked. */
  readonly decisionPoint?: DecisionPoint;
}
