/** Thousands of seeds (`REGREEN_SEEDS` says how many), shared out among the machine's cores; and each defence taken away, to see that the simulator finds its absence. */
import { expect, jest, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { buildSimulation } from "../build-bundle.ts";
import type { ActKind } from "../simulation/act.ts";
import { without, type Defence } from "../simulation/defences.ts";
import { happenings } from "../simulation/happening.ts";
import { plots } from "../simulation/plot.ts";

jest.setTimeout(1_800_000);
const SEEDS = Number(process.env["REGREEN_SEEDS"] ?? "3000");
/** Megabytes for what is young: more than a processor keeps at hand makes each story dearer (14 seeds a second of a processor, 12 with 64 MB). */
const ROOM = "--max-semi-space-size=16";
const program = buildSimulation();

interface Told { readonly ended: number; readonly text: string }

function simulate(parameters: readonly string[]): Promise<Told> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--disable-warning=ExperimentalWarning", ROOM, program, ...parameters], { maxBuffer: 64 * 1024 * 1024 }, (error, text, trouble) => {
      resolve({ ended: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, text: text + trouble });
    });
  });
}

/** Of a thousand seeds, in so many at least each fault strikes: a fault that is hardly ever drawn is not tested. */
const LEAST_IN_A_THOUSAND = 3;

function timesOf(happening: string, told: readonly Told[]): number {
  return told.reduce((sum, { text }) => sum + Number(text.split("\n").find((line) => line.trimStart().replace(/^\d+ /, "") === happening)?.trim().split(" ")[0] ?? 0), 0);
}

test(`${SEEDS} seeds hold: each story ends as in peace, nothing lost, nothing doubled, no illegal move, the ledger whole; and every fault struck`, async () => {
  const share = Math.ceil(SEEDS / availableParallelism());
  const told = await Promise.all(Array.from({ length: availableParallelism() }, (_, index) => simulate(["--seed", String(1 + index * share), "--seeds", String(share)])));
  expect(told.filter(({ ended }) => ended !== 0).map(({ text }) => text)).toEqual([]);
  const least = Math.floor((SEEDS * LEAST_IN_A_THOUSAND) / 1000);
  expect(happenings.filter((happening) => timesOf(happening, told) < least)).toEqual([]);
});

/** Stories of fewer calls are struck at every one, longer ones at every twenty-ninth (`--kill-at-each` alone strikes all: about a quarter of an hour of a processor). */
const SHORT = 150;
const EVERY = process.env["REGREEN_EVERY"] ?? "29";

test("killed before and after the calls of each story, it ends as in peace", async () => {
  const waiting = [...plots.map(({ name, calls }) => ["--plot", name, ...(calls <= SHORT ? [] : ["--every", EVERY])]), ["--plot", "escalated", "--crawls"]];
  const told: Told[] = [];
  const work = async (): Promise<void> => { for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) told.push(await simulate(["--kill-at-each", ...next])); };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  expect(told.filter(({ ended }) => ended !== 0).map(({ text }) => text)).toEqual([]);
  expect(told.length).toBe(plots.length + 1);
});

/** By what each defence is for: seeds without such an act are passed over, for they cannot show its absence. */
const strikes: Readonly<Record<Defence, ActKind>> = {
  "lease-fencing": "pause", "look-up": "kill", "fence-at-the-write": "pause", "heart-beat": "pause", "steady-clock": "clock-set", "transactional-outbox": "kill",
};

test.each(Object.keys(without) as Defence[])("without %s a seed that does not hold is found, with the command that replays it", async (defence) => {
  const { ended, text } = await simulate(["--seed", "1", "--seeds", "20000", "--only", strikes[defence], "--first", "--without", defence]);
  expect([ended, text]).toEqual([1, expect.stringMatching(new RegExp(`again: npm run simulate -- --seed \\d+ --trace --without ${defence}`))]);
});
