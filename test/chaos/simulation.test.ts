/** Thousands of seeds (`REGREEN_SEEDS` says how many), shared out among the machine's cores; and each defence taken away, to see that the simulator finds its absence. */
import { expect, jest, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { buildSimulation } from "../build-bundle.ts";
import type { ActKind } from "../simulation/act.ts";
import { without, type Defence } from "../simulation/defences.ts";

jest.setTimeout(1_800_000);
const SEEDS = Number(process.env["REGREEN_SEEDS"] ?? "3000");
/** Megabytes for what is young: stories make much and keep little. */
const ROOM = "--max-semi-space-size=64";
const program = buildSimulation();

interface Told { readonly ended: number; readonly text: string }

function simulate(parameters: readonly string[]): Promise<Told> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["--disable-warning=ExperimentalWarning", ROOM, program, ...parameters], { maxBuffer: 64 * 1024 * 1024 }, (error, text, trouble) => {
      resolve({ ended: typeof error?.code === "number" ? error.code : error === null ? 0 : -1, text: text + trouble });
    });
  });
}

test(`${SEEDS} seeds hold: each story ends as in peace, nothing lost, nothing doubled, no illegal move, the ledger whole`, async () => {
  const share = Math.ceil(SEEDS / availableParallelism());
  const told = await Promise.all(Array.from({ length: availableParallelism() }, (_, index) => simulate(["--seed", String(1 + index * share), "--seeds", String(share)])));
  expect(told.filter(({ ended }) => ended !== 0).map(({ text }) => text)).toEqual([]);
});

/** By what each defence is for: seeds without such an act are passed over, for they cannot show its absence. */
const strikes: Readonly<Record<Defence, ActKind>> = {
  "lease-fencing": "pause", "look-up": "kill", "fence-at-the-write": "pause", "heart-beat": "pause", "steady-clock": "clock-set", "transactional-outbox": "kill",
};

test.each(Object.keys(without) as Defence[])("without %s a seed that does not hold is found, with the command that replays it", async (defence) => {
  const { ended, text } = await simulate(["--seed", "1", "--seeds", "20000", "--only", strikes[defence], "--first", "--without", defence]);
  expect([ended, text]).toEqual([1, expect.stringMatching(new RegExp(`again: npm run simulate -- --seed \\d+ --trace --without ${defence}`))]);
});
