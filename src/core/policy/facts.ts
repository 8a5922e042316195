import type { Timestamp } from "../identity/timestamp.ts";

/**
 * Facts are what a policy may ask about: one snapshot for one evaluation. Null: not known yet; a rule that asks for it waits, it never passes.
 * The names here are the names in the rules; their types are checked when a pack is loaded.
 */
export interface Facts {
  /** The pull request, or the one about to be proposed (`number` 0). */
  readonly pull: {
    readonly number: number;
    readonly author: string;
    readonly draft: boolean;
    readonly files: readonly string[];
    /** Lines added and removed together. Null before there is a change to count. */
    readonly changed_lines: number | null;
    readonly head_branch: string;
    readonly base_branch: string;
    /** Null while GitHub is still computing it. */
    readonly mergeable: boolean | null;
    /** Its head is in another repository. */
    readonly fork: boolean;
    /** Other open pull requests with the same head: a check belongs to a commit, and would be theirs as well. */
    readonly same_head: readonly string[];
  };
  /** UTC. `weekday`: 1 Monday to 7 Sunday. */
  readonly now: { readonly weekday: number; readonly hour: number } | null;
  readonly labels: readonly string[];
  /** What our own reading of the patch found against the contracts. */
  readonly contract: { readonly violations: number; readonly rules: readonly string[] } | null;
  /** Post-checks of the skills, as the fix job reports them. */
  readonly post_checks: { readonly total: number; readonly failed: number } | null;
  /** Files in which the change adds what has the form of a credential. */
  readonly secrets: { readonly found: number } | null;
  /** Paths by kind (src/core/policy/change/kinds.ts); a file has one. */
  readonly files: {
    readonly source: readonly string[]; readonly tests: readonly string[]; readonly documentation: readonly string[];
    readonly configuration: readonly string[]; readonly workflows: readonly string[];
  } | null;
  /** Lines, and what they do to the checks: tests, assertions and thresholds that are fewer, skips and suppressions that are more (attack D18). */
  readonly diff: {
    readonly added: number; readonly removed: number; readonly tests_removed: number; readonly assertions_removed: number; readonly skips_added: number;
    readonly suppressions_added: number; readonly failures_swallowed: number; readonly thresholds_lowered: number;
    /** Characters that nobody sees, or that change the direction of text. */
    readonly hidden_characters: number;
  } | null;
  /** Files whose commands for others changed: scripts of manifests, build scripts, workflow steps. */
  readonly scripts: { readonly changed: readonly string[] } | null;
  /** `name@version`, by all manifests and lockfiles of the change together. Null where one cannot be read. */
  readonly dependencies: { readonly added: readonly string[]; readonly updated: readonly string[]; readonly removed: readonly string[] } | null;
  /** Of what is added or updated. `found`: SPDX names. `unknown`: packages whose licence no file tells. `copyleft`: packages that ask for the whole work's source. */
  readonly licences: { readonly found: readonly string[]; readonly unknown: readonly string[]; readonly copyleft: readonly string[] } | null;
  /** Of what is added or updated. `worst`: none, low, moderate, high, critical or unknown. Null without advisories: not known is not none. */
  readonly vulnerabilities: { readonly found: number; readonly ids: readonly string[]; readonly packages: readonly string[]; readonly worst: string } | null;
  /** Paths. `irreversible`: no way back was found. `destructive`: drops, truncates, deletes or alters. `edited`: was there before. */
  readonly migrations: { readonly files: readonly string[]; readonly irreversible: readonly string[]; readonly destructive: readonly string[]; readonly edited: readonly string[] } | null;
  /** Executable lines that the change adds to source files, and how many of them the tests ran. `percent`: whole, rounded down; 100 where there is no such line. */
  readonly coverage: { readonly changed_lines: number; readonly covered_lines: number; readonly percent: number } | null;
  /** All executable lines, in the reports of the head and of its base; percents whole, rounded down. `known`: both sides have a report. `fell`: by more than 0.1 points. */
  readonly coverage_overall: { readonly known: boolean; readonly percent: number; readonly base_percent: number; readonly fell: boolean } | null;
  /** Approvals of the head commit by people who may write, not by the author, not by bots. `owners_missing`: owned files (CODEOWNERS of the base) that no owner approved. */
  readonly reviews: {
    readonly approvals: number; readonly approvers: readonly string[]; readonly changes_requested: number; readonly owned: readonly string[]; readonly owners_missing: readonly string[] | null;
  } | null;
  /** `current`: the head is the commit that was verified. */
  readonly head: { readonly current: boolean } | null;
  /** `current`: the base branch has not moved since the patch was made on it. */
  readonly base: {
    readonly current: boolean;
    /** Whether a rule of GitHub's keeps people from pushing past the checks. Null: that cannot be read. */
    readonly protected: boolean | null;
  } | null;
  /** Names of checks on the head commit, the latest attempt of each. `required` holds those that must succeed. */
  readonly checks: {
    readonly required: readonly string[];
    readonly successful: readonly string[];
    readonly failed: readonly string[];
    readonly pending: readonly string[];
    readonly missing: readonly string[];
    /** Age of the oldest check that passed, in whole minutes; null where GitHub does not tell. */
    readonly oldest_minutes: number | null;
  } | null;
  readonly evidence: { readonly missing: readonly string[] } | null;
  /** Claims of the plan (a step on a file), and those that a failure which was found bears out. `percent`: whole, rounded down. */
  readonly grounding: { readonly claims: number; readonly cited: number; readonly percent: number } | null;
  readonly repair: { readonly present: boolean; readonly attempts: number; readonly complexity: number };
  /** `standing`: the least of the skills': `rolled_back`, `candidate`, `promoted` or `trusted`. Null before it is read. */
  readonly skill: { readonly names: readonly string[]; readonly standing: string | null };
}

/** UTC, as rules ask for it. */
export function momentFacts(at: Timestamp): NonNullable<Facts["now"]> {
  const date = new Date(at);
  return { weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(), hour: date.getUTCHours() };
}

/** Places to show beside a rule that asks for the fact: contract violations, secrets. */
export type FactPlaces = Readonly<Partial<Record<keyof Facts, readonly { readonly file: string; readonly line: number | null }[]>>>;

/** Types of the facts in CEL's words (the language's specification, "Values"): an unknown name or a wrong type is an error when a pack is loaded. */
export const factTypes = {
  pull: {
    number: "int", author: "string", draft: "bool", files: "list<string>", changed_lines: "int",
    head_branch: "string", base_branch: "string", mergeable: "bool", fork: "bool", same_head: "list<string>",
  },
  now: { weekday: "int", hour: "int" },
  labels: "list<string>",
  contract: { violations: "int", rules: "list<string>" },
  post_checks: { total: "int", failed: "int" },
  secrets: { found: "int" },
  files: { source: "list<string>", tests: "list<string>", documentation: "list<string>", configuration: "list<string>", workflows: "list<string>" },
  diff: {
    added: "int", removed: "int", tests_removed: "int", assertions_removed: "int", skips_added: "int", suppressions_added: "int", failures_swallowed: "int",
    thresholds_lowered: "int", hidden_characters: "int",
  },
  scripts: { changed: "list<string>" },
  dependencies: { added: "list<string>", updated: "list<string>", removed: "list<string>" },
  licences: { found: "list<string>", unknown: "list<string>", copyleft: "list<string>" },
  vulnerabilities: { found: "int", ids: "list<string>", packages: "list<string>", worst: "string" },
  migrations: { files: "list<string>", irreversible: "list<string>", destructive: "list<string>", edited: "list<string>" },
  coverage: { changed_lines: "int", covered_lines: "int", percent: "int" },
  coverage_overall: { known: "bool", percent: "int", base_percent: "int", fell: "bool" },
  reviews: { approvals: "int", approvers: "list<string>", changes_requested: "int", owned: "list<string>", owners_missing: "list<string>" },
  head: { current: "bool" },
  base: { current: "bool", protected: "bool" },
  checks: { required: "list<string>", successful: "list<string>", failed: "list<string>", pending: "list<string>", missing: "list<string>", oldest_minutes: "int" },
  evidence: { missing: "list<string>" },
  grounding: { claims: "int", cited: "int", percent: "int" },
  repair: { present: "bool", attempts: "int", complexity: "int" },
  skill: { names: "list<string>", standing: "string" },
} as const satisfies { readonly [K in keyof Facts]: string | { readonly [F in keyof NonNullable<Facts[K]> & string]: string } };
