/** What a job says of a pull request that the gate judged (pure): the check that its guard asked for last, whether or not the token could write it. */
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

/** `guard` null: none was opened. `receipts`: of its effects, oldest first. */
export function gateOutcome({ guard, receipts, governs }: { readonly guard: Repair | null; readonly receipts: readonly Settled[]; readonly governs: boolean }): GateOutcome {
  if (!governs || guard === null) return { verdict: "ungoverned", title: NOT_GOVERNED, summary: "", annotations: [] };
  if (guard.step === "closed") return { verdict: "ungoverned", title: guard.reason ?? "There is nothing to guard any more", summary: "", annotations: [] };
  const said = receipts.flatMap(({ effect }) => (effect.kind === "post_check" && effect.name === POLICY_CHECK && effect.head_sha === guard.subject.head_sha ? [effect] : [])).at(-1);
  if (said === undefined) return { verdict: "waiting", title: guard.reason ?? "There is no verdict yet", summary: "", annotations: [] };
  const { status, conclusion, title, summary, annotations } = said;
  return { verdict: status !== "completed" ? "waiting" : conclusion === "failure" ? "denied" : "allowed", title, summary, annotations };
}
