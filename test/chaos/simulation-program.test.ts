/** Whole repairs from seeds, each with faults of its own: every one ends as it does undisturbed. The chaos suite runs thousands of them. */
import { beforeAll, expect, test } from "@jest/globals";
import { openSimulation, type BadSeed, type Simulation } from "../simulation/run-seeds.ts";

let simulation: Simulation;
beforeAll(async () => { simulation = await openSimulation(); });

test("twenty stories with kills, outages, lost answers and late deliveries end as in peace, with one of everything", async () => {
  const bad: BadSeed[] = [];
  for (let seed = 1; seed <= 20; seed += 1) {
    const found = await simulation.run(seed);
    if (found !== null) bad.push(found);
  }
  expect(bad).toEqual([]);
});

test("the same seed gives the same story, call by call", async () => {
  const once = async (): Promise<readonly string[]> => {
    const lines: string[] = [];
    await simulation.run(27, { trace: (line) => { lines.push(line); } });
    return lines;
  };
  const first = await once();
  expect(first.length).toBeGreaterThan(100);
  expect(await once()).toEqual(first);
});
