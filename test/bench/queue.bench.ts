/** Claim and complete, durable: our inbox (SQLite, and PostgreSQL) against pg-boss and graphile-worker on the same PostgreSQL. Empty jobs, 50 at a time. */
import { run, runMigrations, makeWorkerUtils, Logger, type WorkerUtils } from "graphile-worker";
import { Pool } from "pg";
import { PgBoss } from "pg-boss";
import { join } from "node:path";
import { openStore } from "../../src/adapters/store/open-store.ts";
import type { Store } from "../../src/ports/store.ts";
import { deliveryOf, request, start, wallClock } from "../adapters/store/samples.ts";
import { atLeast, notMeasured, type Bench, type Row } from "./bench.ts";
import { emptyDatabase } from "../postgres/empty-database.ts";
import { inScratch } from "./scratch.ts";
import { interleaved, median } from "./statistics.ts";

const ROUNDS = 5;
const JOBS = 10_000;
const BATCH = 50;
const nothing = { opens: [], wakes: [], entries: [], ignored: null };

const perSecond = (since: number): number => JOBS / ((performance.now() - since) / 1000);

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

/** Its own settings for speed: many at once, claimed and completed in batches. */
async function graphileWorker(pgPool: Pool, utils: WorkerUtils): Promise<number> {
  await utils.addJobs(Array.from({ length: JOBS }, (_, number) => ({ identifier: "bench", payload: { number } })));
  let done = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => { finish = resolve; });
  const task = (): void => { done += 1; if (done === JOBS) finish(); };
  const before = performance.now();
  const runner = await run({
    pgPool, taskList: { bench: task }, noHandleSignals: true, logger: new Logger(() => () => undefined), useNodeTime: false,
    preset: { worker: { concurrentJobs: BATCH, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  await finished;
  await runner.stop();
  return perSecond(before);
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
    sqlite: rested((round) => ours(sqlite, round)), postgres: rested((round) => ours(store, round)), boss: rested(() => pgBoss(boss)), graphile: rested(() => graphileWorker(pool, utils)),
  });
  await utils.release();
  await boss.stop({ graceful: false });
  await Promise.all([pool.end(), store.close()]);
  await drop();
  return compared(speeds);
}

function compared({ sqlite, postgres, boss, graphile }: Record<"sqlite" | "postgres" | "boss" | "graphile", number[]>): Row[] {
  const against = (theirs: readonly number[]): number => median(sqlite.map((speed, round) => speed / (theirs[round] ?? speed)));
  return [
    { what: "ours on SQLite", value: median(sqlite), unit: "jobs/s" }, { what: "ours on PostgreSQL", value: median(postgres), unit: "jobs/s", note: "one transaction a delivery" },
    { what: "pg-boss", value: median(boss), unit: "jobs/s" }, { what: "graphile-worker", value: median(graphile), unit: "jobs/s" },
    atLeast("ours on SQLite against pg-boss", against(boss), { least: 5, unit: "×" }), atLeast("ours on SQLite against graphile-worker", against(graphile), { least: 2, unit: "×" }),
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
