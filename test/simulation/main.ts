/**
 * `npm run simulate -- [--kill-at-each [--every N] [--crawls]] [--seed N] [--seeds COUNT] [--only ACT] [--trace] [--without DEFENCE] [--first]`: simulates whole repairs under faults drawn from seeds, beginning with N
 * (0 unless told). Prints each seed that does not hold with what is broken and the command that replays it; ends with 1 when there is one.
 * `--only` passes over seeds in which no such act is drawn (`pause`, `clock-set` …); `--first` stops at the first that does not hold; `--without` takes a defence away, to see that its absence is found.
 * `--kill-at-each`: no seeds; each story is killed before and after each of its calls instead, or the one that `--plot` names; `--every 7`: before and after every seventh; `--crawls`: no delivery tells of the red run, the crawler finds it. At the end stands in how many seeds each fault struck.
 */
import { parseArgs } from "node:util";
import { without, type Defence } from "./defences.ts";
import { drawOf, undisturbed } from "./draw.ts";
import { plots } from "./plot.ts";
import { openSimulation } from "./run-seeds.ts";

const { values } = parseArgs({ options: { seed: { type: "string" }, seeds: { type: "string" }, trace: { type: "boolean", default: false }, without: { type: "string" }, only: { type: "string" }, first: { type: "boolean", default: false }, "kill-at-each": { type: "boolean", default: false }, crawls: { type: "boolean", default: false }, every: { type: "string", default: "1" }, plot: { type: "string" } } });

const isDefence = (name: string): name is Defence => Object.hasOwn(without, name);

function wholeNumber(text: string, name: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} is a whole number`);
  return Number(text);
}

const from = wholeNumber(values.seed ?? "0", "seed");
const count = wholeNumber(values.seeds ?? (values.seed === undefined ? "1000" : "1"), "seeds");
const defence = values.without;
if (defence !== undefined && !isDefence(defence)) throw new Error(`--without is one of ${Object.keys(without).join(", ")}`);

const simulation = await openSimulation();
const [begun, used] = [performance.now(), process.cpuUsage()];
let [bad, ran] = [0, 0];
const chosen = plots.filter(({ name }) => values.plot === undefined || name === values.plot);
if (chosen.length === 0) throw new Error(`--plot is one of ${plots.map(({ name }) => name).join("; ")}`);
for (const plot of values["kill-at-each"] ? chosen : []) {
  const { calls, broken } = await simulation.killAtEach({ ...undisturbed(plot), crawls: values.crawls, firstLost: values.crawls }, Math.max(1, wholeNumber(values.every, "every")));
  bad += broken.length;
  ran += 2 * calls;
  process.stdout.write(`"${plot.name}", killed before and after each of ${calls} calls: ${broken.length === 0 ? "holds" : "does not hold"}\n${broken.map((line) => `  ${line}\n`).join("")}`);
}
for (let seed = from; !values["kill-at-each"] && seed < from + count && !(values.first && bad > 0); seed += 1) {
  if (values.only !== undefined && ![...drawOf(seed).acts.values()].flat().some(({ kind }) => kind === values.only)) continue;
  if (values.plot !== undefined && drawOf(seed).plot.name !== values.plot) continue;
  ran += 1;
  if (values.trace) process.stdout.write(`seed ${seed}: ${JSON.stringify({ ...drawOf(seed), acts: [...drawOf(seed).acts] })}\n`);
  const found = await simulation.run(seed, { ...(defence === undefined ? {} : { without: defence }), ...(values.trace ? { trace: (line: string) => { process.stdout.write(`${line}\n`); } } : {}) });
  if (found === null) continue;
  bad += 1;
  process.stdout.write(`seed ${seed} (${found.plot}) does not hold:\n${found.broken.map((line) => `  ${line}\n`).join("")}  again: ${found.replay}\n`);
}
const seconds = (performance.now() - begun) / 1000;
const { user, system } = process.cpuUsage(used);
const busy = (user + system) / 1e6;
if (ran > 1 && !values["kill-at-each"]) for (const [happening, times] of simulation.tally) process.stdout.write(`${String(times).padStart(8)} ${happening}\n`);
process.stdout.write(`${ran} seeds, ${bad} bad, ${simulation.calls()} calls through ports, ${seconds.toFixed(1)} s, ${busy.toFixed(1)} s of one processor (${(ran / busy).toFixed(0)} seeds/s of it)\n`);
process.exitCode = bad > 0 ? 1 : 0;
