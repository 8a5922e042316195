/** Webhooks taken in durably, against Probot's own middleware, which keeps nothing; and what an unsigned flood does to the memory of each. */
import { atLeast, atMost, type Bench, type Row } from "./bench.ts";
import { load, processorTimeOf, startContestant, type Load } from "./door/contestant.ts";
import { flood } from "./door/flood.ts";
import { inScratch } from "./scratch.ts";
import { amount, rounds } from "./smoke.ts";
import { interleaved, median } from "./statistics.ts";

const ROUNDS = rounds(5);
const WARM_UP = amount(500, 50);
const MILLISECONDS = amount(1_500, 100);
/** What the figures compare, for whoever reads them. */
const FAIRNESS = "one process each; Probot verifies, parses and runs an empty handler, silent as by default, and syncs nothing; the load generator shares the processors";

/** `processor`: microseconds for each delivery, all threads of the server. */
type Measured = Load & { readonly processor: number };

async function measure(program: "our-server.ts" | "probot-server.ts", connections: number): Promise<Measured> {
  return inScratch(async (folder) => {
    const server = await startContestant(program, folder);
    const warmUp = await load(server.port, connections, WARM_UP);
    const before = processorTimeOf(server.process);
    const measured = await load(server.port, connections, MILLISECONDS);
    const processor = (processorTimeOf(server.process) - before) / measured.count;
    const taken = await server.end();
    if (warmUp.failures + measured.failures > 0) throw new Error(`${program} refused a signed delivery`);
    if (taken !== warmUp.count + measured.count) throw new Error(`${program} took ${taken} of ${warmUp.count + measured.count}`);
    return { ...measured, processor };
  });
}

async function compare(connections: number, least: number): Promise<Row[]> {
  const { ours, probot } = await interleaved(ROUNDS, { ours: () => measure("our-server.ts", connections), probot: () => measure("probot-server.ts", connections) });
  const ratio = (of: (one: Measured) => number): number => median(ours.map((one, round) => of(one) / of(probot[round] ?? one)));
  const at = `at ${connections} connections`;
  return [
    { what: `accepted durably ${at}`, value: median(ours.map(({ perSecond }) => perSecond)), unit: "requests/s" },
    { what: `Probot's middleware, not durable, ${at}`, value: median(probot.map(({ perSecond }) => perSecond)), unit: "requests/s" },
    atLeast(`against Probot ${at}`, ratio(({ perSecond }) => perSecond), { least, unit: "×", note: FAIRNESS }),
    { what: `processor time for a delivery ${at}`, value: median(ours.map(({ processor }) => processor)), unit: "µs", note: "all threads; SQLite, which Probot has not, is more than half" },
    { what: `the same at Probot's middleware ${at}`, value: median(probot.map(({ processor }) => processor)), unit: "µs" },
    { what: `p99 ${at}`, value: median(ours.map(({ p99 }) => p99)), unit: "ms" },
    atMost(`p99 against Probot ${at}`, ratio(({ p99 }) => p99), { most: 0.6, unit: "×" }),
  ];
}

async function floods(): Promise<Row[]> {
  const { ours, probot } = await interleaved(ROUNDS, { ours: () => flood("our-server.ts"), probot: () => flood("probot-server.ts") });
  if (ours.some(({ status }) => status !== 413)) throw new Error("the flood was not answered with 413");
  return [
    atMost("memory that 300 MB unsigned take", Math.max(...ours.map(({ growth }) => growth)), { most: 32, unit: "MB", note: "the worst of the runs" }),
    atMost("until 413", median(ours.map(({ milliseconds }) => milliseconds)), { most: 100, unit: "ms" }),
    { what: "the same at Probot's middleware", value: median(probot.map(({ growth }) => growth)), unit: "MB" },
  ];
}

export const bench: Bench = {
  name: "Webhook accepted durably (25 KB check_run)",
  run: async () => [...(await compare(10, 1.4)), ...(await compare(100, 3)), ...(await floods())],
};
