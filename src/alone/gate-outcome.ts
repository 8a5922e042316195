/** What a job says of a pull request that the gate judged (pure): the check that its guard asked for last, whether or not the token could write it. */
import type { GitSha } from "../core/identity/identifier.ts";
import { POLICY_CHECK } from "../core/repair/gate/policy-check.ts";
import type { Settled } from "../core/repair/gate/snapshot.ts";
import type { Annotation } from "../core/repair/effect.ts";
import type { Repair } from "../core/repair/repair.ts";

export interface GateOutcome {
  /** `ungoverned`: the gate judges nothing here, and says nothing. */
  readonly verdict: "allowed" | "denied" | "waiting" | "ungoverned";
  readonly title: string;
  /** Markdown; text of the repository stands neutralised in it. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

const NOT_GOVERNED = "The gate judges Regreen's own pull requests only: `gate: {govern: all}` in .github/regreen.yml lets it judge this one";

const UNKNOWN = "No guard watches this head, and the record knows no offer of Regreen's at it, though its branch is called like one: rename the branch";

/** `judge`: the guard of this head, or the repair that offers it; null: there is none. `receipts`: of its effects, oldest first. What is not known is not allowed. */
export function gateOutcome({ judge, headSha, receipts, governs }: { readonly judge: Repair | null; readonly headSha: GitSha; readonly receipts: readonly Settled[]; readonly governs: boolean }): GateOutcome {
  if (!governs) return { verdict: "ungoverned", title: NOT_GOVERNED, summary: "", annotations: [] };
  if (judge === null) return { verdict: "denied", title: UNKNOWN, summary: "", annotations: [] };
  if (judge.step === "closed") return { verdict: "denied", title: judge.reason ?? "There is nothing to judge any more", summary: "", annotations: [] };
  const said = receipts.flatMap(({ effect }) => (effect.kind === "post_check" && effect.name === POLICY_CHECK && effect.head_sha === headSha ? [effect] : [])).at(-1);
  if (said === undefined) return { verdict: "waiting", title: judge.reason ?? "There is no verdict yet", summary: "", annotations: [] };
  const { status, conclusion, title, summary, annotations } = said;
  return { verdict: status !== "completed" ? "waiting" : conclusion === "failure" ? "denied" : "allowed", title, summary, annotations };
}
