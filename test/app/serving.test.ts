import { createHmac, generateKeyPairSync, randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import { openLog } from "../../src/adapters/telemetry/open-log.ts";
import { startServing, type Serving } from "../../src/app/start-serving.ts";
import type { Role } from "../../src/app/serving-options.ts";
import { audienceOf } from "../../src/app/web/audience.ts";
import type { ServeConfig } from "../../src/settings/config.ts";
import type { Steps } from "../../src/worker/work.ts";

const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const secret = "3f9c5a1e7b2d4680c1e9";
const config: ServeConfig = {
  kind: "serve", credentials: { appId: 42, privateKey, webhookSecrets: [secret] }, github: { apiUrl: "http://127.0.0.1:9/api/v3", webUrl: "http://127.0.0.1:9", downloadOrigins: [] },
  store: { path: ":memory:" }, http: { host: "127.0.0.1", port: 0, pages: "loopback" }, logLevel: "debug", checkpointKey: null, dryRun: true, registries: {}, operator: { operations: [], variables: {} },
};
/** Steps that never take a repair further: here it is only asked whether repairs are opened. */
const resting: Steps = { take: ({ repair }) => Promise.resolve({ repair, due: null, opens: [], entries: [], evidence: [], effects: [], pendingFixes: [] }), stop: ({ repair }) => Promise.resolve({ repair, due: null, opens: [], entries: [], evidence: [], effects: [], pendingFixes: [] }) };

let serving: Serving;
let lines: string[];
const serve = async (role: Role = "all"): Promise<Serving> => startServing({
  config, role, clock: systemClock, randomness: systemRandomness, createSteps: () => resting, log: openLog({ level: "debug", secrets: [privateKey, secret], write: (line) => { lines.push(line); } }),
  pages: () => [{ name: "/repairs", path: /^\/repairs$/, allows: audienceOf("loopback"), answer: () => Promise.resolve({ status: 200, type: "text/plain", body: "repairs" }) }],
});

beforeEach(async () => {
  lines = [];
  serving = await serve();
});
afterEach(() => serving.stop());

const redRun = JSON.stringify({
  action: "completed",
  workflow_run: {
    id: 9, run_attempt: 1, path: ".github/workflows/ci.yml", event: "push", display_title: "canary-title", conclusion: "failure", head_sha: "a".repeat(40), head_branch: "main",
    head_repository: { id: 501 }, pull_requests: [],
  },
  repository: { id: 501, full_name: "octo/hello", default_branch: "main" }, installation: { id: 77 },
});

async function deliver(event: string, body: string, given: { secret?: string; path?: string } = {}): Promise<{ status: number; guid: string }> {
  const guid = randomUUID();
  const signature = `sha256=${createHmac("sha256", given.secret ?? secret).update(body).digest("hex")}`;
  const headers = { "content-type": "application/json", "x-github-event": event, "x-github-delivery": guid, "x-hub-signature-256": signature };
  const answer = await fetch(`${serving.url}${given.path ?? "/api/github/webhooks"}`, { method: "POST", headers, body });
  await answer.arrayBuffer();
  return { status: answer.status, guid };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await holds()); tries += 1) await new Promise((resolve) => { setTimeout(resolve, 10); });
  expect(await holds()).toBe(true);
}

const opened = async (): Promise<number> => (await serving.store.repairs.list({ most: 10 })).length;
const ignored = async (): Promise<number> => (await serving.store.inbox.count()).ignored;

test("a red run that GitHub tells of goes through door, inbox, Probot and worker, and opens a repair", async () => {
  expect((await deliver("workflow_run", redRun)).status).toBe(202);
  await until(async () => await opened() === 1);
});

test("the address that Probot's registration page enters takes deliveries too", async () => {
  expect((await deliver("workflow_run", redRun, { path: "/" })).status).toBe(202);
  await until(async () => await opened() === 1);
});

test("an unsigned delivery is refused, and neither its content nor its signature is logged", async () => {
  expect((await deliver("workflow_run", redRun, { secret: "another secret of theirs" })).status).toBe(401);
  expect(lines.join("")).not.toMatch(/canary-title|sha256=[0-9a-f]/);
});

test.each([
  { what: "an event that nobody subscribed to", event: "star", body: "{}" },
  { what: "an event named like a property of every object", event: "constructor", body: "{}" },
  { what: "a body of another event", event: "workflow_run", body: '{"action":"opened","issue":{}}' },
  { what: "a body that is no object", event: "push", body: "null" },
  { what: "the App's installation", event: "installation", body: '{"action":"created","installation":{"id":77}}' },
])("$what is stored, ignored by name, and harms nothing", async ({ event, body }) => {
  expect((await deliver(event, body)).status).toBe(202);
  await until(async () => await ignored() === 1);
  expect(await opened()).toBe(0);
});

test("it says that it lives, is ready, and what it counts", async () => {
  await until(async () => (await fetch(`${serving.url}/readyz`)).ok);
  expect(await (await fetch(`${serving.url}/healthz`)).text()).toBe("ok\n");
  expect(await (await fetch(`${serving.url}/readyz`)).json()).toEqual({ ready: true, database: "ok", worker: "ok" });
  expect(await (await fetch(`${serving.url}/metrics`)).text()).toContain('regreen_deliveries{state="waiting"} 0');
  expect((await (await fetch(`${serving.url}/metrics`)).text()).match(/^regreen_(?:phase_skips_attempted|phase_validations_failed|phase_backtracks|prompt_drift_detected|evidence_gate_failed)_total 0$|^regreen_slo_target\{slo="(?:success_rate|loop_rate|tool_mttr_seconds)"\} \S+$/gm)).toEqual([
    "regreen_phase_skips_attempted_total 0", "regreen_phase_validations_failed_total 0", "regreen_phase_backtracks_total 0", "regreen_prompt_drift_detected_total 0", "regreen_evidence_gate_failed_total 0",
    'regreen_slo_target{slo="success_rate"} 0.95', 'regreen_slo_target{slo="loop_rate"} 0.02', 'regreen_slo_target{slo="tool_mttr_seconds"} 30',
  ]);
});

test("a door without a worker says so and stores what comes", async () => {
  await serving.stop();
  serving = await serve("door");
  expect((await deliver("workflow_run", redRun)).status).toBe(202);
  expect((await serving.store.inbox.count()).waiting).toBe(1);
  expect(await (await fetch(`${serving.url}/readyz`)).json()).toMatchObject({ ready: true, worker: "not in this process" });
});

test("a worker without a door takes no deliveries", async () => {
  await serving.stop();
  serving = await serve("worker");
  expect((await deliver("workflow_run", redRun)).status).toBe(404);
});

test("pages are for this machine, and not for whoever a proxy speaks for", async () => {
  expect((await fetch(`${serving.url}/repairs`)).status).toBe(200);
  expect((await fetch(`${serving.url}/repairs`, { headers: { "x-forwarded-for": "203.0.113.9" } })).status).toBe(404);
  expect((await fetch(`${serving.url}/repairs`, { method: "DELETE" })).status).toBe(405);
});

test("there is nothing else: no debug pages, no traces", async () => {
  for (const path of ["/debug", "/probot", "/ping", "/.env", "/api/github/webhooks", "/../app.yml"]) expect((await fetch(`${serving.url}${path}`)).status).toBe(404);
});
