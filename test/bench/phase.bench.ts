/** What it costs to enter a phase: the evidence of the phase before found, its digest recomputed, its form and matter checked, the entry drafted. Without the disk (see the transition). */
import { enterPhase } from "../../src/core/repair/enter-phase.ts";
import { phases } from "../../src/core/repair/phase.ts";
import { at, files, repairIn } from "../core/repair/a-repair.ts";
import type { Bench } from "./bench.ts";
import { amount, rounds } from "./smoke.ts";
import { median, quantile } from "./statistics.ts";

const ROUNDS = rounds(7);
const WALKS = amount(400, 5);

function walks(): readonly number[] {
  const times: number[] = [];
  for (let walk = 0; walk < WALKS; walk += 1) {
    for (const [index, to] of phases.entries()) {
      const repair = repairIn(phases[index - 1] ?? null);
      const before = performance.now();
      const { refusal } = enterPhase(repair, to, { at, evidence: files });
      times.push(performance.now() - before);
      if (refusal !== null) throw new Error(`${to}: ${refusal.message}`);
    }
  }
  return times;
}

export const bench: Bench = {
  name: "Phase entered, evidence checked",
  async run() {
    walks();
    const runs = Array.from({ length: ROUNDS }, walks);
    const of = (part: number): number => median(runs.map((run) => quantile(run, part) * 1000));
    return Promise.resolve([{ what: "a phase, p50", value: of(0.5), unit: "µs" }, { what: "a phase, p99", value: of(0.99), unit: "µs" }]);
  },
};
