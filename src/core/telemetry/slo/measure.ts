/** Measures the objectives over a span of time, from ledger entries and repairs that ended in it. Pure. */
import type { Timestamp } from "../../identity/timestamp.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import { groundingOf } from "../../repair/grounding.ts";
import type { Repair } from "../../repair/repair.ts";
import { counterNames, countersOf, type CounterName } from "../counter.ts";
import { Blocks } from "./blocks.ts";
import { isMet, objectives, objectiveNames, type Objective, type ObjectiveName } from "./objective.ts";

/** The span that is measured, and the repairs that were closed in it; guards are none. */
export interface Ended {
  readonly from: Timestamp;
  readonly to: Timestamp;
  readonly ended: readonly Repair[];
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

/** Takes the entries of the span (`Ledger.measured`) oldest first, one by one; the report is then over all of them. */
export class Measurement {
  readonly #blocks = new Blocks();
  readonly #looped = new Set<string>();
  readonly #counters = Object.fromEntries(counterNames.map((name) => [name, 0])) as Record<CounterName, number>;
  #recovered = { sum: 0, of: 0 };

  take(entry: LedgerEntry): void {
    const { kind, repair, payload } = entry;
    this.#blocks.take(entry);
    if (kind === "stopped" && payload["loop"] === true && repair !== null) this.#looped.add(repair);
    const seconds = kind === "effect_done" ? payload["recovered_seconds"] : undefined;
    if (typeof seconds === "number") this.#recovered = { sum: this.#recovered.sum + seconds, of: this.#recovered.of + 1 };
    for (const name of countersOf(entry)) this.#counters[name] += 1;
  }

  report({ from, to, ended }: Ended): SloReport {
    const samples = this.#samples(ended);
    return {
      from, to, counters: { ...this.#counters },
      objectives: objectiveNames.map((name) => {
        const { sum, of } = samples[name];
        const value = of === 0 ? null : sum / of;
        return { name, value, sample: of, met: isMet(name, value), ...objectives[name] };
      }),
    };
  }

  #samples(ended: readonly Repair[]): Readonly<Record<ObjectiveName, Sample>> {
    const blocks = this.#blocks.found();
    const attempted = ended.filter(isAttempted);
    return {
      success_rate: { sum: attempted.filter(({ status }) => status === "merged").length, of: attempted.length },
      loop_rate: { sum: ended.filter(({ id }) => this.#looped.has(id)).length, of: ended.length },
      tool_mttr_seconds: this.#recovered,
      groundedness: grounded(ended),
      spurious_block_rate: { sum: blocks.filter(({ waived }) => waived).length, of: blocks.length },
      false_positive_gate_rate: { sum: blocks.filter(({ overruled }) => overruled).length, of: blocks.length },
    };
  }
}

/** A pull request that was closed is a no; a repair whose branch or pull request went away was never answered. */
function isAttempted({ attempts, status, offer }: Repair): boolean {
  if (attempts === 0) return false;
  return status === "merged" || status === "failed" || status === "escalated" || (status === "closed" && offer?.number != null);
}

function grounded(ended: readonly Repair[]): Sample {
  const groundings = ended.flatMap(({ plan, failures }) => groundingOf(plan, failures) ?? []);
  return { sum: groundings.reduce((sum, { cited }) => sum + cited, 0), of: groundings.reduce((sum, { claims }) => sum + claims, 0) };
}
