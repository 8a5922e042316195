/** Measures the objectives over a span of time, from ledger entries and repairs that ended in it. Pure. */
import type { Timestamp } from "../../identity/timestamp.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import { groundingOf } from "../../repair/grounding.ts";
import type { Repair } from "../../repair/repair.ts";
import { counterNames, countersOf, type CounterName } from "../counter.ts";
import { blocksOf } from "./blocks.ts";
import { isMet, objectives, objectiveNames, type Objective, type ObjectiveName } from "./objective.ts";

export interface SloInput {
  readonly from: Timestamp;
  readonly to: Timestamp;
  /** Closed in the span; guards are none. */
  readonly ended: readonly Repair[];
  /** Of the span, oldest first (`Ledger.measured`). */
  readonly entries: readonly LedgerEntry[];
}

export interface Measured extends Objective {
  readonly name: ObjectiveName;
  /** Null: there was nothing to measure. */
  readonly value: number | null;
  /** How many repairs, calls, claims or heads it was measured over. */
  readonly sample: number;
  readonly met: boolean | null;
}

export interface SloReport {
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly objectives: readonly Measured[];
  readonly counters: Readonly<Record<CounterName, number>>;
}

interface Sample { readonly sum: number; readonly of: number }

export function measureObjectives(input: SloInput): SloReport {
  const samples = samplesOf(input);
  return {
    from: input.from, to: input.to, counters: countedIn(input.entries),
    objectives: objectiveNames.map((name) => {
      const { sum, of } = samples[name];
      const value = of === 0 ? null : sum / of;
      return { name, value, sample: of, met: isMet(name, value), ...objectives[name] };
    }),
  };
}

function samplesOf({ ended, entries }: SloInput): Readonly<Record<ObjectiveName, Sample>> {
  const blocks = blocksOf(entries);
  const attempted = ended.filter(isAttempted);
  return {
    success_rate: { sum: attempted.filter(({ status }) => status === "merged").length, of: attempted.length },
    loop_rate: loops(ended, entries),
    tool_mttr_seconds: recoveries(entries),
    groundedness: grounded(ended),
    spurious_block_rate: { sum: blocks.filter(({ waived }) => waived).length, of: blocks.length },
    false_positive_gate_rate: { sum: blocks.filter(({ overruled }) => overruled).length, of: blocks.length },
  };
}

/** A pull request that was closed is a no; a repair whose branch or pull request went away was never answered. */
function isAttempted({ attempts, status, offer }: Repair): boolean {
  if (attempts === 0) return false;
  return status === "merged" || status === "failed" || status === "escalated" || (status === "closed" && offer?.number != null);
}

function loops(ended: readonly Repair[], entries: readonly LedgerEntry[]): Sample {
  const looped = new Set(entries.filter(({ kind, payload }) => kind === "stopped" && payload["loop"] === true).map(({ repair }) => repair));
  return { sum: ended.filter(({ id }) => looped.has(id)).length, of: ended.length };
}

function recoveries(entries: readonly LedgerEntry[]): Sample {
  const seconds = entries.flatMap(({ kind, payload }) => (kind === "effect_done" && typeof payload["recovered_seconds"] === "number" ? [payload["recovered_seconds"]] : []));
  return { sum: seconds.reduce((sum, one) => sum + one, 0), of: seconds.length };
}

function grounded(ended: readonly Repair[]): Sample {
  const groundings = ended.flatMap(({ plan, failures }) => groundingOf(plan, failures) ?? []);
  return { sum: groundings.reduce((sum, { cited }) => sum + cited, 0), of: groundings.reduce((sum, { claims }) => sum + claims, 0) };
}

function countedIn(entries: readonly LedgerEntry[]): SloReport["counters"] {
  const counted = Object.fromEntries(counterNames.map((name) => [name, 0])) as Record<CounterName, number>;
  for (const entry of entries) for (const name of countersOf(entry)) counted[name] += 1;
  return counted;
}
