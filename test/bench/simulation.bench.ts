/** How many whole stories under faults one core simulates in a second; each is judged, and one that does not hold ends the bench. */
import { openSimulation } from "../simulation/run-seeds.ts";
import type { Bench } from "./bench.ts";
import { amount } from "./smoke.ts";

const SEEDS = amount(400, 10);

export const bench: Bench = {
  name: "Simulator",
  async run() {
    const simulation = await openSimulation();
    const before = process.cpuUsage();
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const bad = await simulation.run(seed);
      if (bad !== null) throw new Error(`seed ${seed} does not hold: ${bad.broken.join("; ")}`);
    }
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    return [
      { what: "seeds of whole stories under faults", value: SEEDS / seconds, unit: "seeds/s of one core", note: `${SEEDS} seeds, judged` },
      { what: "calls through ports", value: simulation.calls() / seconds, unit: "calls/s of one core" },
    ];
  },
};
