/** Heads that the merge gate denied, and what people made of it. Each guard and each repair with an offer watches one head at a time. */
import type { LedgerEntry } from "../../ledger/entry.ts";
import { SwornVerdict } from "../../repair/swear-verdict.ts";

export interface Block {
  /** The repair or guard, and the head. */
  readonly of: string;
  /** A person set a rule aside for this head after it was denied. */
  readonly waived: boolean;
  /** It was merged while the last word was deny. */
  readonly overruled: boolean;
}

interface Watch { readonly of: string; last: string; denied: boolean; waived: boolean; overruled: boolean }

/** In: verdicts, decisions of people and endings, oldest first. */
export function blocksOf(entries: readonly LedgerEntry[]): readonly Block[] {
  const watches = new Map<string, Watch>();
  const latest = new Map<string, Watch>();
  for (const { kind, repair, payload } of entries) {
    if (repair === null) continue;
    if (kind === "policy_evaluated") judged(watches, latest, { repair, payload });
    const watch = latest.get(repair);
    if (watch === undefined) continue;
    if (kind === "human_decision" && payload["decision"] === "waived" && watch.denied) watch.waived = true;
    if (kind === "stopped" && (payload["status"] === "merged" || payload["merged"] === true) && watch.last === "deny") watch.overruled = true;
  }
  return [...watches.values()].filter(({ denied }) => denied).map(({ of, waived, overruled }) => ({ of, waived, overruled }));
}

/** A verdict over the head opens a watch on it, or adds to the one that stands. */
function judged(watches: Map<string, Watch>, latest: Map<string, Watch>, { repair, payload }: Pick<LedgerEntry, "payload"> & { readonly repair: string }): void {
  const sworn = SwornVerdict.safeParse(payload);
  if (!sworn.success || sworn.data.gate !== "merge") return;
  const { answer, head_sha } = sworn.data;
  const of = `${repair} ${head_sha ?? ""}`;
  const watch = watches.get(of) ?? { of, last: answer, denied: false, waived: false, overruled: false };
  watch.last = answer;
  watch.denied ||= answer === "deny";
  watches.set(of, watch);
  latest.set(repair, watch);
}
