/** Heads that the merge gate denied, and what people made of it. Each guard and each repair with an offer watches one head at a time. */
import type { LedgerEntry } from "../../ledger/entry.ts";

export interface Block {
  /** The repair or guard, and the head. */
  readonly of: string;
  /** A person set a rule aside for this head after it was denied. */
  readonly waived: boolean;
  /** It was merged while the last word was deny. */
  readonly overruled: boolean;
}

interface Watch { readonly of: string; last: string; denied: boolean; waived: boolean; overruled: boolean }

/** Told of entries oldest first, one by one: a month of verdicts is more than should be held at once. */
export class Blocks {
  readonly #watches = new Map<string, Watch>();
  readonly #latest = new Map<string, Watch>();

  take({ kind, repair, payload }: Pick<LedgerEntry, "kind" | "repair" | "payload">): void {
    if (repair === null) return;
    if (kind === "policy_evaluated" && payload["gate"] === "merge") this.#judged(repair, payload);
    const watch = this.#latest.get(repair);
    if (watch === undefined) return;
    if (kind === "human_decision" && payload["decision"] === "waived" && watch.denied) watch.waived = true;
    if (kind === "stopped" && (payload["status"] === "merged" || payload["merged"] === true) && watch.last === "deny") watch.overruled = true;
  }

  found(): readonly Block[] {
    return [...this.#watches.values()].filter(({ denied }) => denied).map(({ of, waived, overruled }) => ({ of, waived, overruled }));
  }

  /** A verdict over the head opens a watch on it, or adds to the one that stands. */
  #judged(repair: string, { answer, head_sha: head }: LedgerEntry["payload"]): void {
    const of = `${repair} ${typeof head === "string" ? head : ""}`;
    const last = typeof answer === "string" ? answer : "";
    const watch = this.#watches.get(of) ?? { of, last, denied: false, waived: false, overruled: false };
    watch.last = last;
    watch.denied ||= last === "deny";
    this.#watches.set(of, watch);
    this.#latest.set(repair, watch);
  }
}
