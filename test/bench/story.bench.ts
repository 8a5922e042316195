/**
 * A repair's way through door, store, worker and relay on a durable store: between the delivery and the dispatch (diagnosis), and between the
 * delivery and the pull request, without the tools' own time. Once against a GitHub that answers at once, which leaves what Regreen itself costs;
 * once on the loopback GitHub, with signed webhooks, HTTP, requests held to GitHub's description, and real git.
 */
import { join } from "node:path";
import { createTravellingClock } from "../flow/travelling-clock.ts";
import { Project } from "../flow/project.ts";
import { serveOnLoopback } from "../flow/serve-on-loopback.ts";
import { openBenchTop } from "../worker/bench-top.ts";
import { endFixJob, failOn, lintLog, red, runCompleted } from "../worker/red-repository.ts";
import { atMost, type Bench, type Row } from "./bench.ts";
import { inScratch } from "./scratch.ts";
import { rounds } from "./smoke.ts";
import { median, quantile } from "./statistics.ts";

const ROUNDS = rounds(15);

interface Times { readonly diagnosis: number; readonly pull: number }

/** Waits for what happens within milliseconds, and looks as often. */
async function soon(what: string, look: () => unknown): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (look() === undefined) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

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

/** As many stories on the loopback GitHub, one repository each; jobs are played, so that no tool's time is in them. */
async function loopbackStories(): Promise<readonly Times[]> {
  const stand = await serveOnLoopback(createTravellingClock());
  try {
    const times: Times[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) times.push(await loopbackStory(await Project.open(stand, `story-${round}`)));
    return times;
  } finally {
    await stand.close();
  }
}

async function loopbackStory(project: Project): Promise<Times> {
  await project.push("Change the answer", { "src/app.js": red });
  const begun = performance.now();
  await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
  await soon("the fix workflow's run", () => project.fixRuns()[0]);
  const diagnosed = performance.now();
  const { plan } = await project.fixRun();
  const zip = await project.honestZip(plan);
  const ended = performance.now();
  await project.endFixJob({ zip });
  await soon("the pull request", () => project.pulls()[0]);
  return { diagnosis: diagnosed - begun, pull: diagnosed - begun + performance.now() - ended };
}

function rows(times: readonly Times[], what: string): readonly Row[] {
  // The first round loads grammars and compiles rules: a serving process has done that long ago.
  const [, ...warm] = times;
  const [diagnosis, pull] = [warm.map((one) => one.diagnosis), warm.map((one) => one.pull)];
  const note = (all: readonly number[]): string => `p95 of ${ROUNDS} stories: ${quantile(all, 0.95).toFixed(0)} ms; durable SQLite`;
  return [
    atMost(`webhook → fix dispatched (diagnosis), ${what}, p50`, median(diagnosis), { most: 200, unit: "ms", note: note(diagnosis) }),
    atMost(`webhook → pull request, ${what}, p50`, median(pull), { most: 1000, unit: "ms", note: note(pull) }),
  ];
}

async function run(): Promise<readonly Row[]> {
  const scripted = await inScratch(async (folder) => {
    const times: Times[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) times.push(await story(folder, round));
    return times;
  });
  return [...rows(scripted, "scripted GitHub"), ...rows(await loopbackStories(), "loopback GitHub")];
}

export const bench: Bench = { name: "story", run };
