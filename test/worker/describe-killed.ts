/** Workers killed by SIGKILL at whatever they do next, life after life: the same on SQLite and on PostgreSQL. `REGREEN_KILLS` says how often; it may be thousands. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jest, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
// Loaded before the lanes begin: several that load a driver for the first time at once are more than Jest's loader can do.
import "../../src/adapters/store/postgres/postgres-database.ts";
import "../../src/adapters/store/sqlite/open-sqlite-pair.ts";
import { verifyChain } from "../../src/core/ledger/verify-chain.ts";
import { phases } from "../../src/core/repair/phase.ts";
import { buildDoomedWorker } from "../build-bundle.ts";
import { seededRandom } from "../core/failure/seeded-random.ts";
import { fileCell } from "./scripted-github.ts";

jest.setTimeout(1_800_000);
const KILLS = Number(process.env["REGREEN_KILLS"] ?? "200");
/** A story has some twenty-five such moments: a life gets about a tenth of the way, so that a story is killed at most of them. */
const FARTHEST = 8;
/** Stories at a time for each core: a life waits most of its time, for the lease of the one before it to run out. */
const LANES = 3;

/** How one life ended: by the signal, or by itself. */
type Death = "killed" | "ended";

function live(program: string, { folder, point, url }: { readonly folder: string; readonly point: string; readonly url: string }): Promise<Death> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ["--snapshot-blob", program, folder, point, url], { timeout: 60_000, env: { ...process.env, NODE_OPTIONS: "" } }, (error, _out, stderr) => {
      if (error === null) resolve("ended");
      else if (error.signal === "SIGKILL" && !error.killed) resolve("killed");
      else reject(new Error(`${point}: ${error.message}\n${stderr}`));
    });
  });
}

/** `database`: URL of an empty PostgreSQL database and how to drop it; an empty URL is a SQLite file. */
export function describeKilled(name: string, database: () => Promise<{ readonly url: string; drop(): Promise<void> }>): void {
  test(`on ${name} ${KILLS} kills, each at another moment of a story, lose nothing, and do nothing twice`, async () => {
    const program = buildDoomedWorker(name);
    let kills = 0;
    const lane = async (number: number): Promise<number> => {
      const random = seededRandom(number);
      let stories = 0;
      while (kills < KILLS) {
        await inFreshPlace(database, async (folder, url) => {
          for (let death: Death = "killed"; death === "killed" && kills < KILLS;) {
            const point = `${1 + Math.floor(random() * FARTHEST)}:${random() < 0.5 ? "before" : "after"}`;
            death = await live(program, { folder, point, url });
            if (death === "killed") kills += 1;
          }
          expect(await live(program, { folder, point: "none", url })).toBe("ended");
          await expectOneStory(folder, url);
        });
        stories += 1;
      }
      return stories;
    };
    // All of them end before the first that failed is told: none goes on behind the test's back.
    const ended = await Promise.allSettled(Array.from({ length: LANES * availableParallelism() }, (_, index) => lane(index + 1)));
    const stories = ended.map((one) => { if (one.status === "rejected") throw one.reason; return one.value; });
    expect(kills).toBeGreaterThanOrEqual(KILLS);
    expect(stories.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(KILLS / 100);
  });
}

async function inFreshPlace(database: () => Promise<{ readonly url: string; drop(): Promise<void> }>, work: (folder: string, url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "regreen-killed-"));
  const { url, drop } = await database();
  try {
    await work(folder, url);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await drop();
  }
}

async function expectOneStory(folder: string, url: string): Promise<void> {
  expect(fileCell(join(folder, "github.json")).read().writes.map((write) => write.split(" ")[0])).toEqual(["dispatch", "evidence", "push", "pull", "check"]);
  const store = await openStore({ ...(url === "" ? { path: join(folder, "store.sqlite") } : { url }), clock: systemClock });
  const entries = [];
  for await (const entry of store.ledger.read(1)) entries.push(entry);
  const repairs = await store.repairs.list({ most: 10 });
  await store.close();
  expect(repairs).toMatchObject([{ phase: "PR", violations: 0, attempts: 1, offer: { number: 1 } }]);
  expect(entries.filter(({ kind }) => kind === "phase_entered").map(({ phase }) => phase)).toEqual(phases.slice(0, 8));
  const done = entries.filter(({ kind }) => kind === "effect_done").map(({ payload }) => payload as { readonly key: string; readonly effect: string });
  expect(new Set(done.map(({ key }) => key)).size).toBe(done.length);
  // How often a check is posted anew with what it says already depends on the moments; what it writes is counted above.
  expect(done.filter(({ effect }) => effect !== "post_check").map(({ effect }) => effect)).toEqual(["dispatch_fix", "store_evidence", "push_commit", "open_pull_request"]);
  expect(verifyChain(entries)).toMatchObject({ holds: true });
}
