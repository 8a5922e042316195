/**
 * A repair's way through door store, worker and relay on a durable store, against a GitHub that answers at once: what Regreen itself costs
 * between the delivery and the dispatch (diagnosis), and between the delivery and the pull request, without tools and without network.
 */
import { join } from "node:path";
import { openBenchTop } from "../worker/bench-top.ts";
import { endFixJob, failOn, runCompleted } from "../worker/red-repository.ts";
import { atMost, type Bench, type Row } from "./bench.ts";
import { inScratch } from "./scratch.ts";
import { rounds } from "./smoke.ts";
import { median, quantile } from "./statistics.ts";

const ROUNDS = rounds(15);

interface Times { readonly diagnosis: number; readonly pull: number }

/** One story on a store of its own; the pull request is asserted. */
async function story(folder: string, round: number): Promise<Times> {
  const top = await openBenchTop({ path: join(folder, `${round}.sqlite`) });
  failOn(top.cell);
  const begun = performance.now();
  await top.tell("workflow_run", runCompleted(top.cell, 900));
  await top.until(() => top.cell.read().writes.length === 1);
  const diagnosed = performance.now();
  const run = await endFixJob(top.cell);
  const ended = performance.now();
  await top.tell("workflow_run", runCompleted(top.cell, run));
  await top.until(() => top.cell.read().pulls.length === 1);
  const opened = performance.now();
  if (top.cell.read().writes.filter((write) => write.startsWith("pull")).length !== 1) throw new Error("not one pull request");
  await top.close();
  return { diagnosis: diagnosed - begun, pull: diagnosed - begun + opened - ended };
}

async function run(): Promise<readonly Row[]> {
  return inScratch(async (folder) => {
    const times: Times[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) times.push(await story(folder, round));
    // The first round loads grammars and compiles rules: a serving process has done that long ago.
    const warm = times.slice(1);
    const note = `p95 of ${ROUNDS} stories; scripted GitHub, durable SQLite`;
    return [
      atMost("webhook → fix dispatched (diagnosis), p50", median(warm.map(({ diagnosis }) => diagnosis)), { most: 200, unit: "ms", note: `${note}: ${quantile(warm.map(({ diagnosis }) => diagnosis), 0.95).toFixed(0)} ms` }),
      atMost("webhook → pull request, without tools and network, p50", median(warm.map(({ pull }) => pull)), { most: 1000, unit: "ms", note: `${note}: ${quantile(warm.map(({ pull }) => pull), 0.95).toFixed(0)} ms` }),
    ];
  });
}

export const bench: Bench = { name: "story", run };
