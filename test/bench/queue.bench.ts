/** Claim and complete, durable: our inbox (SQLite, and PostgreSQL) against pg-boss and graphile-worker on the same PostgreSQL. Empty jobs, 50 at a time. */
import { run, runMigrations, makeWorkerUtils, Logger, type WorkerUtils } from "graphile-worker";
import { Pool } from "pg";
import { PgBoss } from "pg-boss";
import { join } from "node:path";
import { openStore } from "../../src/adapters/store/open-store.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { deliveryOf, request, start, wallClock } from "../adapters/store/samples.ts";
import { atLeast, notMeasured, type Bench, type Row } from "./bench.ts";
import { emptyDatabase } from "../postgres/empty-database.ts";
import { inScratch } from "./scratch.ts";
import { amount, rounds } from "./smoke.ts";
import { interleaved, median } from "./statistics.ts";

const ROUNDS = rounds(5);
const JOBS = amount(10_000, 500);
const BATCH = 50;
const nothing = { opens: [], wakes: [], entries: [], ignored: null };

const perSecond = (since: number, jobs = JOBS): number => jobs / ((performance.now() - since) / 1000);

async function ours(store: Store, round: number): Promise<number> {
  for (let from = 0; from < JOBS; from += 500) await store.inbox.append(Array.from({ length: 500 }, (_, index) => deliveryOf(round * JOBS + from + index)));
  const before = performance.now();
  let done = 0;
  for (;;) {
    const claimed = await store.inbox.claim(request({ most: BATCH }));
    if (claimed.length === 0) break;
    const settled = await Promise.all(claimed.map((delivery) => store.inbox.admit(delivery, nothing, start)));
    done += settled.filter((outcome) => outcome === "settled").length;
  }
  const speed = perSecond(before);
  if (done !== JOBS) throw new Error(`${done} of ${JOBS} were done`);
  return speed;
}

async function pgBoss(boss: PgBoss): Promise<number> {
  await boss.insert("bench", Array.from({ length: JOBS }, (_, number) => ({ data: { number } })));
  const before = performance.now();
  let done = 0;
  for (;;) {
    const jobs = await boss.fetch("bench", { batchSize: BATCH });
    if (jobs.length === 0) break;
    await boss.complete("bench", jobs.map(({ id }) => id));
    done += jobs.length;
  }
  const speed = perSecond(before);
  if (done !== JOBS) throw new Error(`pg-boss did ${done} of ${JOBS}`);
  return speed;
}

/** What is set of graphile-worker, and how many jobs are enough to measure it. */
interface Graphile { readonly jobs: number; readonly worker: GraphileConfig.WorkerOptions }

const graphiles = {
  untouched: { jobs: 1_000, worker: {} },
  many: { jobs: JOBS, worker: { concurrentJobs: BATCH } },
  fastest: { jobs: JOBS, worker: { concurrentJobs: BATCH, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
} satisfies Record<string, Graphile>;

async function graphileWorker(pgPool: Pool, utils: WorkerUtils, { jobs, worker }: Graphile): Promise<number> {
  await utils.addJobs(Array.from({ length: jobs }, (_, number) => ({ identifier: "bench", payload: { number } })));
  let done = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => { finish = resolve; });
  const task = (): void => { done += 1; if (done === jobs) finish(); };
  const before = performance.now();
  const runner = await run({ pgPool, taskList: { bench: task }, noHandleSignals: true, logger: new Logger(() => () => undefined), useNodeTime: false, preset: { worker } });
  await finished;
  await runner.stop();
  return perSecond(before, jobs);
}

/** In a database of its own on the server that `server` names. */
async function onPostgres(server: string, sqlite: Store): Promise<Row[]> {
  const { url, drop } = await emptyDatabase(server);
  const store = await openStore({ url, clock: wallClock });
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false });
  boss.on("error", () => undefined);
  await boss.start();
  await boss.createQueue("bench");
  const pool = new Pool({ connectionString: url, max: BATCH });
  pool.on("error", () => undefined).on("connect", (client) => void client.on("error", () => undefined));
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  const utils = await makeWorkerUtils({ pgPool: pool, logger: new Logger(() => () => undefined) });
  // What one has left to be written out in the background must not slow the next.
  const rested = (work: (round: number) => Promise<number>) => async (round: number): Promise<number> => { await pool.query("checkpoint"); return work(round); };
  const speeds = await interleaved(ROUNDS, {
    sqlite: rested((round) => ours(sqlite, round)), postgres: rested((round) => ours(store, round)), boss: rested(() => pgBoss(boss)),
    untouched: rested(() => graphileWorker(pool, utils, graphiles.untouched)), many: rested(() => graphileWorker(pool, utils, graphiles.many)), fastest: rested(() => graphileWorker(pool, utils, graphiles.fastest)),
  });
  await utils.release();
  await boss.stop({ graceful: false });
  await Promise.all([pool.end(), store.close()]);
  await drop();
  return compared(speeds);
}

type Speeds = Readonly<Record<"sqlite" | "postgres" | "boss" | keyof typeof graphiles, readonly number[]>>;

function compared(speeds: Speeds): Row[] {
  const against = (ours: readonly number[], theirs: readonly number[]): number => median(ours.map((speed, round) => speed / (theirs[round] ?? speed)));
  const jobs = (what: string, of: readonly number[], note?: string): Row => ({ what, value: median(of), unit: "jobs/s", ...(note === undefined ? {} : { note }) });
  const { sqlite, postgres, boss, untouched, many, fastest } = speeds;
  return [
    jobs("ours on SQLite", sqlite), jobs("ours on PostgreSQL", postgres, "claimed and ended 50 in a transaction"), jobs("pg-boss", boss, "fetched and completed 50 at a time"),
    jobs("graphile-worker, nothing set", untouched, "one job at a time"), jobs("graphile-worker, 50 jobs at a time", many), jobs("graphile-worker, fastest", fastest, "50 at a time from a local queue of 500, completed in batches"),
    atLeast("ours on SQLite against pg-boss", against(sqlite, boss), { least: 5, unit: "×" }),
    atLeast("ours on SQLite against graphile-worker, 50 at a time", against(sqlite, many), { least: 2, unit: "×" }),
    atLeast("ours on SQLite against graphile-worker, fastest", against(sqlite, fastest), { least: 2, unit: "×" }),
    { what: "ours on PostgreSQL against pg-boss", value: against(postgres, boss), unit: "×" },
  ];
}

async function withoutPostgres(sqlite: Store): Promise<Row[]> {
  const speeds = (await interleaved(ROUNDS, { sqlite: (round) => ours(sqlite, round) })).sqlite;
  const why = "DATABASE_URL is not set (.ci/postgres run npm run bench)";
  return [{ what: "ours on SQLite", value: median(speeds), unit: "jobs/s" }, notMeasured("against pg-boss", "×", why), notMeasured("against graphile-worker", "×", why)];
}

export const bench: Bench = {
  name: "Claim and complete, durable",
  run: () => inScratch(async (folder) => {
    const sqlite = await openStore({ path: join(folder, "store.db"), clock: wallClock });
    const url = process.env.DATABASE_URL;
    try {
      return await (url === undefined ? withoutPostgres(sqlite) : onPostgres(url, sqlite));
    } finally {
      await sqlite.close();
    }
  }),
};
