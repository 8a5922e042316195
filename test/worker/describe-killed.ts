/** A worker killed by SIGKILL at each commit and each effect, life after life: the same on SQLite and on PostgreSQL. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { verifyChain } from "../../src/core/ledger/verify-chain.ts";
import { phases } from "../../src/core/repair/phase.ts";
import { fileCell } from "./scripted-github.ts";

/** How one life ended: by the signal, or by itself. */
function live(folder: string, url: string, point: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ["--disable-warning=ExperimentalWarning", "test/worker/doomed-worker.ts", folder, point, url], { timeout: 15_000 }, (error, _out, stderr) => {
      if (error === null) resolve("ended");
      else if (error.signal === "SIGKILL" && !error.killed) resolve("killed");
      else reject(new Error(`${point}: ${error.message}\n${stderr}`));
    });
  });
}

const points = [
  "admit:before", "admit:after", "commit:before", "commit:after", "perform:before", "perform:after", "settle:after",
  "commit:before", "perform:after", "settle:before", "perform:after", "perform:before", "perform:after", "commit:after", "perform:after",
];

/** `database`: URL of an empty PostgreSQL database and how to drop it; an empty URL is a SQLite file. */
export function describeKilled(name: string, database: () => Promise<{ readonly url: string; drop(): Promise<void> }>): void {
  test(`on ${name} a worker killed before and after each commit and each effect loses nothing, and does nothing twice`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "regreen-killed-"));
    const { url, drop } = await database();
    try {
      const deaths = [];
      for (const point of points) deaths.push(await live(folder, url, point));
      expect(deaths.filter((death) => death === "killed").length).toBeGreaterThanOrEqual(12);
      expect(await live(folder, url, "none")).toBe("ended");
      await expectOneStory(folder, url);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      await drop();
    }
  }, 60_000);
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
  expect(entries.filter(({ kind }) => kind === "effect_done")).toHaveLength(5);
  expect(verifyChain(entries)).toMatchObject({ holds: true });
}
