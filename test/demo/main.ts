/** `npm run demo`: the main job on this machine, start to end, on real parts. `--keep` leaves it running; `--fault=<name>` shows what happens when something goes wrong. */
import { parseArgs } from "node:util";
import { faults, isFault } from "./faults.ts";
import { openStage, type Stage } from "./stage.ts";
import { tellWholeStory } from "./story.ts";
import { startTimeline, watch, type Timeline } from "./timeline.ts";

const usage = `npm run demo -- [--keep] [--fault=${Object.keys(faults).join("|")}]`;

async function play(stage: Stage, timeline: Timeline, fault: string | undefined): Promise<void> {
  if (fault === undefined) await tellWholeStory(stage, timeline);
  else if (isFault(fault)) await faults[fault](stage, timeline);
  const broken = [...stage.loopback.violations, ...stage.loopback.refusals];
  if (broken.length > 0) throw new Error(`GitHub's own description was broken:\n${JSON.stringify(broken, null, 2)}`);
}

async function keep(stage: Stage, write: (line: string) => void): Promise<void> {
  write(`\nLeft running. Look at it in a browser:\n  GitHub   ${stage.loopback.url}/octo/bakery\n  Regreen  ${stage.process().url}/repairs\n  Ledger   ${stage.process().url}/ledger\nCtrl-C ends it.`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { keep: { type: "boolean", default: false }, fault: { type: "string" }, help: { type: "boolean", default: false } } });
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  if (values.help || (values.fault !== undefined && !isFault(values.fault))) {
    write(usage);
    return values.help ? 0 : 2;
  }
  const timeline = startTimeline(write);
  const stage = await openStage();
  const stop = watch(stage.loopback, stage.repository, timeline);
  try {
    await play(stage, timeline, values.fault);
    stop();
    write(`\nDone in ${timeline.seconds().toFixed(1)} s. Every part was real: git, the tools, the sandbox, the built Action, the database.`);
    if (values.keep) await keep(stage, write);
    return 0;
  } finally {
    stop();
    await stage.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`The demo failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
