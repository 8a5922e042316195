/** What an observing gate would have done so far: the counters by which it is decided whether it may enforce (row G6). Read from what was sworn to. */
import type { LedgerEntry } from "../../ledger/entry.ts";
import { OBSERVED } from "../../policy/leniency.ts";
import { stageNames, stages, type Stage } from "../../policy/stage.ts";
import { SwornVerdict } from "../swear-verdict.ts";

export interface Baseline {
  /** Pull requests whose last verdict is counted. */
  readonly pulls: number;
  readonly denied: number;
  /** Would still be waiting. */
  readonly waiting: number;
  /** How often each rule would have held a pull request up, most often first. */
  readonly rules: readonly { readonly rule: string; readonly pulls: number }[];
  /** The share that would have been held up, of the older and of the newer half. */
  readonly shares: { readonly older: number; readonly newer: number };
  readonly stable: boolean;
}

/** Fewer say nothing: with 20, a share is known to about ±20 points. */
const LEAST_PULLS = 20;
/** The two halves' shares differ by no more than this, and the newer one holds no more than this up. */
const MOST_DIFFERENCE = 0.1;
const MOST_HELD_UP = 0.2;

/** Which of a verdict's denials are counted: all (the gate observes as a whole, or not at all), or only those of named gates that observed while others enforced. */
export type Counted = "all" | "observed";

/** `entries`: verdicts, newest first. The last verdict of each pull request counts. */
export function baselineOf(entries: readonly LedgerEntry[], counted: Counted = "all"): Baseline {
  const last = new Map<number, SwornVerdict>();
  for (const { payload } of entries) {
    const sworn = SwornVerdict.safeParse(payload);
    if (sworn.success && sworn.data.gate === "merge" && sworn.data.pull !== null && !last.has(sworn.data.pull)) last.set(sworn.data.pull, counted === "all" ? sworn.data : observedPart(sworn.data));
  }
  const verdicts = [...last.values()];
  const held = verdicts.map(heldUp);
  const half = Math.floor(held.length / 2);
  const shares = { newer: shareOf(held.slice(0, half)), older: shareOf(held.slice(half)) };
  return {
    pulls: verdicts.length,
    denied: verdicts.filter(({ rules, answer }) => answer === "deny" || rules.some((rule) => rule.answer === "deny")).length,
    waiting: verdicts.filter(({ rules }) => rules.some((rule) => rule.answer === "wait") && !rules.some((rule) => rule.answer === "deny")).length,
    rules: countRules(verdicts),
    shares,
    stable: verdicts.length >= LEAST_PULLS && Math.abs(shares.newer - shares.older) <= MOST_DIFFERENCE && shares.newer <= MOST_HELD_UP,
  };
}

/** As if the other named gates had said nothing. */
function observedPart(sworn: SwornVerdict): SwornVerdict {
  return { ...sworn, answer: "allow", rules: sworn.rules.filter(({ set_aside }) => set_aside === OBSERVED) };
}

function heldUp({ answer, rules }: SwornVerdict): boolean {
  return answer === "deny" || rules.some((rule) => rule.answer === "deny");
}

function shareOf(held: readonly boolean[]): number {
  return held.length === 0 ? 0 : held.filter(Boolean).length / held.length;
}

function countRules(verdicts: readonly SwornVerdict[]): Baseline["rules"] {
  const counts = new Map<string, number>();
  for (const { rules } of verdicts) for (const rule of new Set(rules.filter(({ answer }) => answer === "deny").map(({ rule: name }) => name))) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, pulls]) => ({ rule, pulls })).toSorted((one, other) => other.pulls - one.pulls || (one.rule < other.rule ? -1 : 1));
}

/** In sentences, for the check's summary. `observed`: the named gates that only observe. */
export function baselineText({ pulls, denied, rules, shares, stable }: Baseline, observed: readonly Stage[]): string {
  const isWhole = stages.every((stage) => observed.includes(stage));
  const who = isWhole ? "This gate only observes." : `This gate only observes in part (${observed.map((stage) => `${stage} ${stageNames[stage]}`).join(", ")}).`;
  const how = isWhole ? "`gate: {mode: enforce}` in `.github/regreen.yml` makes it count" : "taken out of `gate.observe` in `.github/regreen.yml`, they count";
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const counted = `${who} So far it has judged ${pulls} pull ${pulls === 1 ? "request" : "requests"} and would ${isWhole ? "" : "there "}have denied ${denied}`;
  const most = rules.length === 0 ? "" : ` (most often by ${rules.slice(0, 3).map(({ rule, pulls: times }) => `\`${rule}\`: ${times}`).join(", ")})`;
  if (stable) return `${counted}${most}. The share is stable (${percent(shares.older)}, lately ${percent(shares.newer)}): ${how}.`;
  return `${counted}${most}. It proposes to enforce once ${LEAST_PULLS} were judged and the share stays about the same.`;
}
