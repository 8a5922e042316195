/** Budgets are shown whether GitHub answers or not: who asks does not wait for it. */
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { budgetsOf } from "../../src/app/budgets-of.ts";
import { after, type Timestamp } from "../../src/core/identity/timestamp.ts";
import type { GitHubReader, PolicyReader } from "../../src/ports/github.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { opening, repairOf, repository } from "../adapters/store/samples.ts";
import { silentLog } from "../worker/bench-top.ts";

let store: Store;
let now: Timestamp;
const clock = { now: () => now, sleep: systemClock.sleep };
const repositories = [501, 502, 503, 504, 505].map((id) => ({ ...repository, id, name: `octo/number-${id}` as typeof repository.name }));
beforeEach(async () => {
  now = systemClock.now();
  store = await openStore({ path: ":memory:", clock: systemClock });
  await store.repairs.open(repositories.map((one, index) => opening(repairOf(index + 1, { subject: { ...repairOf(1).subject, repository: one } }))), [], now);
});
afterEach(() => store.close());

const policyReader = { organisationFile: () => Promise.resolve(null) } as unknown as PolicyReader;
const budgetsWith = (file: GitHubReader["file"]) => budgetsOf({ store, reader: { file } as GitHubReader, policyReader, clock, log: silentLog });
const limited = new TextEncoder().encode("version: 1\nlimits: {open_pull_requests: 7}\n");

test("GitHub hangs: five repositories are shown after two seconds all the same, under the limits that hold by default; when it answers, under their own", async () => {
  let answer = (_: Uint8Array): void => undefined;
  const hanging = new Promise<Uint8Array>((resolve) => { answer = resolve; });
  const budgets = budgetsWith(() => hanging);
  const begun = performance.now();
  const first = await budgets();
  const seconds = (performance.now() - begun) / 1000;
  answer(limited);
  now = after(now, 61);
  const second = await budgets();
  expect([first.repositories.map(({ limits_from }) => limits_from), seconds < 6, second.repositories.map(({ meters }) => meters[0]?.limit)]).toEqual([Array(5).fill("defaults"), true, Array(5).fill(7)]);
});

test("GitHub fails after it answered once: what it said stands", async () => {
  let works = true;
  const budgets = budgetsWith(() => (works ? Promise.resolve(limited) : Promise.reject(new Error("502"))));
  await budgets();
  works = false;
  now = after(now, 301);
  expect((await budgets()).repositories.map(({ limits_from, meters }) => [limits_from, meters[0]?.limit])).toEqual(Array(5).fill(["configuration", 7]));
});

test("it is read once a minute, however often it is asked for", async () => {
  let asked = 0;
  const budgets = budgetsWith(() => { asked += 1; return Promise.resolve(limited); });
  const [one, other] = [await budgets(), await budgets()];
  expect([one === other, asked]).toEqual([true, 5]);
});
