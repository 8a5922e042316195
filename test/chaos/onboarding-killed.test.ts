/**
 * A worker that asks a repository whether it wants Regreen dies at each thing that it does: before each request to GitHub, and before and after each write to the
 * store. Another goes on from what stands on disk and on GitHub; in the end there is one record, one commit and one pull request.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, jest, test } from "@jest/globals";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import { createGitHub } from "../../src/adapters/github/create-github.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { composeSteps } from "../../src/compose-steps.ts";
import { verifyLedger } from "../../src/core/ledger/verify-ledger.ts";
import { onboardingMarker } from "../../src/core/onboarding/onboarding.ts";
import type { Store } from "../../src/ports/store.ts";
import { receiveDelivery } from "../../src/worker/receive-delivery.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { until } from "../demo/until.ts";
import { createTravellingClock, type TravellingClock } from "../flow/travelling-clock.ts";
import { startLoopback, type Loopback } from "../loopback/start-loopback.ts";
import type { App, Installation } from "../loopback/state/app.ts";
import { pullsOf } from "../loopback/state/find.ts";
import type { Repository } from "../loopback/state/repository.ts";
import { silentLog } from "../worker/bench-top.ts";
import { lintLog } from "../worker/red-repository.ts";

jest.setTimeout(900_000);

const permissions = { actions: "write", checks: "write", contents: "write", issues: "write", metadata: "read", pull_requests: "write", statuses: "read" } as const;
const LEASE_SECONDS = 30;

/** One worker's life: `left` things until it dies. */
interface Life { left: number; dead: boolean; readonly moments: string[] }
const lives = new AsyncLocalStorage<Life>();
/** The dead do nothing any more: what they wait for never comes. */
const never = (): Promise<never> => new Promise(() => undefined);

async function moment<T>(name: string, work: () => Promise<T>): Promise<T> {
  const life = lives.getStore();
  if (life === undefined) return work();
  if (life.dead) return never();
  life.moments.push(name);
  life.left -= 1;
  if (life.left === 0) life.dead = true;
  if (life.dead) return never();
  const result = await work();
  return life.dead ? never() : result;
}

/** A claim that finds nothing is no moment. */
async function claiming<T>(name: string, work: () => Promise<readonly T[]>): Promise<readonly T[]> {
  if (lives.getStore()?.dead === true) return never();
  const found = await work();
  return found.length === 0 ? found : moment(`${name} claimed`, () => Promise.resolve(found));
}

/** Both sides of a write. */
const writing = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const done = await moment(`before ${name}`, work);
  return moment(`after ${name}`, () => Promise.resolve(done));
};

const mortal = (store: Store): Store => ({
  ...store,
  inbox: { ...store.inbox, claim: (request) => claiming("inbox", () => store.inbox.claim(request)), admit: (...all) => writing("admit", () => store.inbox.admit(...all)) },
  repairs: { ...store.repairs, claim: (request) => claiming("repairs", () => store.repairs.claim(request)), commit: (...all) => writing("commit", () => store.repairs.commit(...all)) },
  outbox: { ...store.outbox, claim: (request) => claiming("outbox", () => store.outbox.claim(request)), settle: (...all) => writing("settle", () => store.outbox.settle(...all)) },
});

interface Place { readonly loopback: Loopback; readonly app: App; readonly installation: Installation; readonly repository: Repository; readonly folder: string; readonly clock: TravellingClock }

async function place(): Promise<Place> {
  const clock = createTravellingClock();
  jest.spyOn(Date, "now").mockImplementation(() => clock.milliseconds());
  const loopback = await startLoopback({ now: () => new Date(clock.milliseconds()) });
  const app = loopback.createApp({ slug: "regreen", permissions, events: [] });
  const repository = await loopback.createRepository({ owner: "octo", name: "hello" });
  const ci = "name: CI\non: [push]\npermissions: {contents: read}\njobs:\n  lint: {runs-on: ubuntu-latest, steps: [{run: npx eslint .}]}\n";
  await loopback.push(repository, { message: "Begin", files: { "package.json": "{\"name\": \"hello\"}\n", "src/app.js": "var answer = 42;\n", ".github/workflows/ci.yml": ci } });
  for (const job of repository.workflowRuns.flatMap(({ jobs }) => jobs)) {
    loopback.actions.startJob(job, { name: "played" });
    loopback.actions.appendLog(job, Buffer.from(lintLog));
    loopback.actions.completeJob(job, "failure");
  }
  return { loopback, app, repository, clock, installation: loopback.install(app, { account: "octo" }), folder: mkdtempSync(join(tmpdir(), "regreen-onboarding-")) };
}

/** Lives until it has died, or the onboarding rests with its pull request open. */
async function live({ loopback, app, installation, repository, folder, clock }: Place, left: number): Promise<Life> {
  const life: Life = { left, dead: false, moments: [] };
  const store = await openStore({ path: join(folder, "store.sqlite"), clock });
  const stop = new AbortController();
  const { fetch: real } = globalThis;
  const spied = jest.spyOn(globalThis, "fetch").mockImplementation((input, init) => moment(`${init?.method ?? "GET"} ${new URL(String(input)).pathname}`, () => real(input, init)));
  const finished = lives.run(life, async () => {
    const gitHub = createGitHub({ apiUrl: `${loopback.url}/api/v3`, appId: app.id, privateKey: app.privateKey, log: silentLog });
    const held = mortal(store);
    const randomness = systemRandomness;
    const steps = await composeSteps({ store: held, reader: gitHub.reader, policyReader: gitHub.policyReader, onboardingReader: gitHub.onboardingReader, clock, randomness, log: silentLog, webUrl: loopback.url, registries: {}, operations: [] });
    startWorker({ store: held, steps, receive: receiveDelivery({ clock, randomness }), writer: gitHub.writer(store.evidence), clock, randomness, log: silentLog, signal: stop.signal, leaseSeconds: LEASE_SECONDS });
  });
  await finished;
  await store.inbox.append([{ guid: "installed", event: "installation", receivedAt: clock.now(), installationId: installation.id, body: new TextEncoder().encode(JSON.stringify({
    action: "created", installation: { id: installation.id }, repositories: [{ id: repository.id, full_name: "octo/hello" }],
  })) }]);
  await until("death or the pull request", async () => (life.dead || await rests(store) ? true : null), 60);
  life.dead = true;
  stop.abort();
  spied.mockRestore();
  await store.close();
  return life;
}

async function rests(store: Store): Promise<boolean> {
  for await (const { kind, repair } of store.ledger.read(1)) {
    if (kind === "repair_opened" && repair !== null && (await store.repairs.find(repair))?.offer?.number != null) return true;
  }
  return false;
}

async function expectOneStory({ repository, folder, clock }: Place, told: string): Promise<void> {
  const store = await openStore({ path: join(folder, "store.sqlite"), clock });
  const kinds: string[] = [];
  for await (const { kind, payload } of store.ledger.read(1)) kinds.push(kind === "effect_done" ? `${kind} ${String(payload["effect"])}` : kind);
  const ledger = await verifyLedger(store.ledger.read(1), null);
  await store.close();
  const pulls = pullsOf(repository).filter(({ body }) => body?.startsWith(onboardingMarker) === true);
  const branches = (await repository.git.refs("refs/heads/regreen/")).map(({ name }) => name);
  const commits = (await repository.git.commit(pulls[0]?.pull.headSha ?? ""))?.parents.length;
  expect([told, pulls.length, branches, commits, pulls[0]?.body?.includes("Of your last 1 run"), ledger.holds]).toEqual([told, 1, ["refs/heads/regreen/onboarding"], 1, true, true]);
  expect([told, ["repair_opened", "effect_done push_commit", "effect_done open_pull_request"].map((kind) => kinds.filter((one) => one === kind).length)]).toEqual([told, [1, 1, 1]]);
}

let last: Place | null = null;
async function leave(): Promise<void> {
  jest.restoreAllMocks();
  if (last === null) return;
  await last.loopback.close();
  rmSync(last.folder, { recursive: true, force: true });
  last = null;
}
afterEach(leave);

test("an onboarding whose worker is killed at every moment yields one pull request, by whoever goes on", async () => {
  const seen = new Set<string>();
  for (let step = 1; ; step += 1) {
    const here = last = await place();
    const first = await live(here, step);
    const killed = first.left <= 0;
    if (killed) {
      seen.add(first.moments.at(-1)?.replace(/\/\d+/g, "/n") ?? "");
      here.clock.forward(LEASE_SECONDS + 1);
      await live(here, Infinity);
    }
    await expectOneStory(here, `killed at ${String(step)}: ${first.moments.at(-1) ?? ""}`);
    await leave();
    if (!killed) break;
  }
  // The control: it died with leases in its hands, on both sides of writes, and before requests that write.
  expect([...seen]).toEqual(expect.arrayContaining(["inbox claimed", "before admit", "after admit", "repairs claimed", "before commit", "after commit", "outbox claimed", "before settle", "after settle", "POST /api/v3/repos/octo/hello/git/commits", "POST /api/v3/repos/octo/hello/git/refs", "POST /api/v3/repos/octo/hello/pulls"]));
});
