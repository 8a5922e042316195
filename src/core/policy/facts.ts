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
  };
  readonly labels: readonly string[];
  /** What our own reading of the patch found against the contracts. */
  readonly contract: { readonly violations: number; readonly rules: readonly string[] } | null;
  /** Post-checks of the skills, as the fix job reports them. */
  readonly post_checks: { readonly total: number; readonly failed: number } | null;
  readonly secrets: { readonly found: number } | null;
  /** `current`: the head is the commit that was verified. */
  readonly head: { readonly current: boolean } | null;
  /** `current`: the base branch has not moved since the patch was made on it. */
  readonly base: { readonly current: boolean } | null;
  /** Names of checks on the head commit, the latest attempt of each. `required` holds those that must succeed. */
  readonly checks: {
    readonly required: readonly string[];
    readonly successful: readonly string[];
    readonly failed: readonly string[];
    readonly pending: readonly string[];
    readonly missing: readonly string[];
  } | null;
  readonly evidence: { readonly missing: readonly string[] } | null;
  readonly repair: { readonly present: boolean; readonly attempts: number; readonly complexity: number };
  /** `standing`: the least of the skills': `rolled_back`, `candidate`, `promoted` or `trusted`. Null before it is read. */
  readonly skill: { readonly names: readonly string[]; readonly standing: string | null };
}

/** Places to show beside a rule that asks for the fact: contract violations, secrets. */
export type FactPlaces = Readonly<Partial<Record<keyof Facts, readonly { readonly file: string; readonly line: number | null }[]>>>;

/** Types of the facts in CEL's words (the language's specification, "Values"): an unknown name or a wrong type is an error when a pack is loaded. */
export const factTypes = {
  pull: {
    number: "int", author: "string", draft: "bool", files: "list<string>", changed_lines: "int",
    head_branch: "string", base_branch: "string", mergeable: "bool",
  },
  labels: "list<string>",
  contract: { violations: "int", rules: "list<string>" },
  post_checks: { total: "int", failed: "int" },
  secrets: { found: "int" },
  head: { current: "bool" },
  base: { current: "bool" },
  checks: { required: "list<string>", successful: "list<string>", failed: "list<string>", pending: "list<string>", missing: "list<string>" },
  evidence: { missing: "list<string>" },
  repair: { present: "bool", attempts: "int", complexity: "int" },
  skill: { names: "list<string>", standing: "string" },
} as const satisfies { readonly [K in keyof Facts]: string | { readonly [F in keyof NonNullable<Facts[K]> & string]: string } };
