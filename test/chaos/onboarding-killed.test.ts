/**
 * A worker that asks a repository whether it wants Regreen dies at each thing that it does: before each request to GitHub that finds something else there, and before and after each write to the
 * store. Another goes on from what stands on disk and on GitHub; in the end there is one record, one commit and one pull request.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, jest, test } from "@jest/globals";
import { artifactCaps, readZip } from "../../src/adapters/archive/read-zip.ts";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import { createGitHub } from "../../src/adapters/github/create-github.ts";
import { readBuiltInPacks } from "../../src/adapters/policies/read-packs.ts";
import { shippedDigests } from "../../src/adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { treeSitterSyntax } from "../../src/adapters/syntax/read-syntax.ts";
import { readTemplate } from "../../src/adapters/workflows/read-templates.ts";
import { verifyLedger } from "../../src/core/ledger/verify-ledger.ts";
import { onboardingMarker } from "../../src/core/onboarding/onboarding.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { receiveDelivery } from "../../src/worker/receive-delivery.ts";
import { startWorker } from "../../src/worker/start-worker.ts";
import { createSteps } from "../../src/worker/steps/create-steps.ts";
import { until } from "../demo/until.ts";
import { createTravellingClock, type TravellingClock } from "../flow/travelling-clock.ts";
import { startLoopback, type Loopback } from "../loopback/start-loopback.ts";
import type { App, Installation } from "../loopback/state/app.ts";
import { pullsOf } from "../loopback/state/find.ts";
import type { Repository } from "../loopback/state/repository.ts";
import { silentLog } from "../worker/bench-top.ts";
import { lintLog } from "../worker/red-repository.ts";

jest.setTimeout(1_800_000);

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

/** Right before a request. The dead send nothing; here that is an error, since @octokit/auth-app keeps what is pending for all workers of one process. */
async function sending<T>(name: string, work: () => Promise<T>): Promise<T> {
  const life = lives.getStore();
  if (life === undefined) return work();
  // A read behind a read leaves nothing else behind than the first: to die there is to die here.
  const isAnother = name.startsWith("GET ") && life.moments.at(-1)?.startsWith("GET ") === true;
  if (!life.dead && !isAnother) {
    life.moments.push(name);
    life.left -= 1;
    if (life.left === 0) life.dead = true;
  }
  if (life.dead) throw new Error("the worker is dead");
  return work();
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

/** Whatever a dead worker asks of the store, it hears nothing. */
function deaf<Part extends object>(part: Part): Part {
  return new Proxy(part, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      return typeof found === "function" ? (...all: readonly unknown[]): unknown => (lives.getStore()?.dead === true ? never() : Reflect.apply(found, target, all)) : found;
    },
  });
}

/** Spread of a proxy reads each property through it. */
function methodsOf<Part extends object>(part: Part): Part {
  return { ...part };
}

const mortal = (given: Store): Store => wrapped({ ...given, inbox: deaf(given.inbox), repairs: deaf(given.repairs), outbox: deaf(given.outbox), requests: deaf(given.requests), ledger: deaf(given.ledger), pace: deaf(given.pace) });
const wrapped = (store: Store): Store => ({
  ...store,
  inbox: { ...methodsOf(store.inbox), claim: (request) => claiming("inbox", () => store.inbox.claim(request)), admit: (...all) => writing("admit", () => store.inbox.admit(...all)) },
  repairs: { ...methodsOf(store.repairs), claim: (request) => claiming("repairs", () => store.repairs.claim(request)), commit: (...all) => writing("commit", () => store.repairs.commit(...all)) },
  outbox: { ...methodsOf(store.outbox), claim: (request) => claiming("outbox", () => store.outbox.claim(request)), settle: (...all) => writing("settle", () => store.outbox.settle(...all)) },
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

const folderOfSkills = builtInSkillsFolder();
const loaded = Promise.all([loadSkills(folderOfSkills), shippedDigests(folderOfSkills)]).then(([skills, shipped]) => ({ skills, shipped }));

/** Lives until it has died, or the onboarding rests with its pull request open. */
async function live({ loopback, app, installation, repository, folder, clock }: Place, left: number): Promise<Life> {
  const life: Life = { left, dead: false, moments: [] };
  const store = await openStore({ path: join(folder, "store.sqlite"), clock });
  const stop = new AbortController();
  const { fetch: real } = globalThis;
  const spied = jest.spyOn(globalThis, "fetch").mockImplementation((input, init) => sending(`${init?.method ?? "GET"} ${new URL(String(input)).pathname}`, () => real(input, init)));
  const finished = lives.run(life, async () => {
    const gitHub = createGitHub({ apiUrl: `${loopback.url}/api/v3`, appId: app.id, privateKey: app.privateKey, log: silentLog });
    const held = mortal(store);
    const randomness = systemRandomness;
    const steps = createSteps({
      ...await loaded, store: held, reader: gitHub.reader, policyReader: gitHub.policyReader, onboarding: { reader: gitHub.onboardingReader, fixWorkflow: await readTemplate("regreen-fix.yml") },
      clock, randomness, webUrl: loopback.url, packs: readBuiltInPacks, unzip: (bytes) => readZip(bytes, artifactCaps), syntax: treeSitterSyntax,
    });
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
