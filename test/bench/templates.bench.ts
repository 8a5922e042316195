/** Mining templates: how fast (by processor time) and how rightly, against Drain3 over the same lines in the same run. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openTemplateMining } from "../../src/core/failure/template/mining.ts";
import { labelledLines } from "./background-log.ts";
import { atLeast, notMeasured, type Bench, type Row } from "./bench.ts";
import { inScratch } from "./scratch.ts";
import { amount, rounds } from "./smoke.ts";
import { interleaved, median } from "./statistics.ts";
import { findDrain3, runDrain3 } from "./templates/drain3.ts";
import { groupingAccuracy } from "./templates/grouping-accuracy.ts";
import { readLoghub, type Sample } from "./templates/loghub.ts";

const ROUNDS = rounds(5);
const LINES = amount(500_000, 20_000);
const CHUNK = 1 << 20;

export const bench: Bench = {
  name: "mining templates",
  run: () => inScratch(async (folder) => {
    const python = findDrain3();
    const corpus = process.env["REGREEN_CORPUS"];
    const samples = corpus === undefined ? [] : readLoghub(corpus);
    return [...(await jobLog(folder, python)), ...(samples.length === 0 ? [] : await loghub(folder, samples, python))];
  }),
};

/** A raw job log, whose lines are known to come from so many templates. */
async function jobLog(folder: string, python: string | null): Promise<readonly Row[]> {
  const lines = [...labelledLines({ seed: 1, lines: LINES })];
  const bytes = Buffer.from(lines.map(({ text }) => `${text}\n`).join(""));
  return compared({ what: `a job log of ${LINES.toLocaleString("en")} lines`, samples: [{ system: "CI", bytes, truth: lines.map(({ kind }) => String(kind)) }], folder, python });
}

function loghub(folder: string, samples: readonly Sample[], python: string | null): Promise<readonly Row[]> {
  return compared({ what: `${String(samples.length)} loghub samples`, samples, folder, python });
}

interface Comparison { readonly what: string; readonly samples: readonly Sample[]; readonly folder: string; readonly python: string | null }

async function compared({ what, samples, folder, python }: Comparison): Promise<readonly Row[]> {
  const messages = samples.reduce((sum, { truth }) => sum + truth.length, 0);
  const files = samples.map(({ system, bytes }) => { const file = join(folder, `${system}.log`); writeFileSync(file, bytes.at(-1) === 10 ? bytes : Buffer.concat([bytes, Buffer.from("\n")])); return file; });
  const accuracy = mean(samples.map(({ bytes, truth }) => groupingAccuracy(truth, mine(bytes).groups)));
  const ours = { ours: () => Promise.resolve(samples.reduce((sum, { bytes }) => sum + mine(bytes).seconds, 0)) };
  const own = (rate: number): readonly Row[] => [
    { what: `${what}: messages per second`, value: rate, unit: "/s" },
    atLeast(`${what}: grouping accuracy`, accuracy, { least: 0.9, unit: "", note: "no setting per system" }),
  ];
  if (python === null) return [...own(messages / median((await interleaved(ROUNDS, ours)).ours)), notMeasured(`${what}: against Drain3`, "×", "drain3 is not on this machine")];
  const theirs = await Promise.all(files.map((file) => runDrain3(python, file)));
  const theirAccuracy = mean(samples.map(({ truth }, at) => groupingAccuracy(truth, theirs[at]?.clusters.slice(0, truth.length) ?? [])));
  const times = await interleaved(ROUNDS, { ...ours, drain3: async () => { let sum = 0; for (const file of files) sum += (await runDrain3(python, file)).seconds; return sum; } });
  const ratio = median(times.drain3) / median(times.ours);
  return [
    ...own(messages / median(times.ours)),
    { what: `${what}: Drain3, messages per second`, value: messages / median(times.drain3), unit: "/s" },
    samples.length === 1 ? atLeast(`${what}: against Drain3`, ratio, { least: 20, unit: "×" }) : { what: `${what}: against Drain3`, value: ratio, unit: "×", note: "so few lines each that most of the time is learning" },
    atLeast(`${what}: grouping accuracy against Drain3's ${theirAccuracy.toFixed(3)}`, accuracy - theirAccuracy, { least: 0, unit: "" }),
  ];
}

function mine(bytes: Buffer): { readonly seconds: number; readonly groups: readonly string[] } {
  const start = process.cpuUsage();
  const mining = openTemplateMining();
  for (let from = 0; from < bytes.length; from += CHUNK) mining.push(bytes.subarray(from, from + CHUNK));
  const mined = mining.finish();
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  return { seconds, groups: Array.from(mined.templates(), ({ text }) => text) };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
