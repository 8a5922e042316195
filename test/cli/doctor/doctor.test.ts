/** `regreen doctor` against the loopback GitHub: what the App has, what it needs, and whether its webhook arrives. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { neededPermissions } from "../../../src/adapters/github/app-standing.ts";
import { examine } from "../../../src/cli/doctor/examine.ts";
import type { Check } from "../../../src/core/doctor/check.ts";
import { subscribedEvents } from "../../../src/core/event/admit.ts";
import { startLoopback, type Loopback } from "../../loopback/start-loopback.ts";
import type { App, Permissions } from "../../loopback/state/app.ts";
import { openDesk } from "../program.ts";

let folder: string;
let loopback: Loopback;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-doctor-"));
  writeFileSync(join(folder, ".env"), "");
  loopback = await startLoopback();
});
afterEach(async () => {
  expect([loopback.violations, loopback.refusals, [...loopback.unimplemented]]).toEqual([[], [], []]);
  await loopback.close();
  rmSync(folder, { recursive: true });
});

const webhookSecret = "b7d1f3a95c2e4806b7d1f3a95c2e4806";

async function checksFor(app: App, more: Readonly<Record<string, string>> = {}): Promise<ReadonlyMap<string, Check>> {
  const environment = { APP_ID: String(app.id), PRIVATE_KEY: app.privateKey, WEBHOOK_SECRET: webhookSecret, GHE_HOST: new URL(loopback.url).host, GHE_PROTOCOL: "http", REGREEN_STATE: folder, ...more };
  return new Map((await examine({ environment, directory: folder }, () => undefined)).map((check) => [check.name, check]));
}

function register(permissions: Permissions = neededPermissions() as Permissions): App {
  return loopback.createApp({ slug: "regreen", permissions, events: subscribedEvents, webhookSecret });
}

test("an App as app.yml registers it has what it needs", async () => {
  const app = register();
  app.webhookUrl = `${loopback.url}/`;
  loopback.install(app, { account: "octo" });
  const checks = await checksFor(app);
  expect(["app", "permissions", "events", "installations"].map((name) => checks.get(name)?.severity)).toEqual(["ok", "ok", "ok", "ok"]);
});

test("a permission that is missing, and a webhook that nobody answers, are errors with what to do", async () => {
  const app = register({ metadata: "read", contents: "read" });
  app.webhookUrl = "http://127.0.0.1:9/api/github/webhooks";
  loopback.install(app, { account: "octo" });
  await loopback.webhooks.settled();
  const checks = await checksFor(app);
  expect(checks.get("permissions")).toMatchObject({ severity: "error", what: expect.stringContaining("contents: write") });
  expect(checks.get("webhook")).toMatchObject({ severity: "error", what: expect.stringContaining("installation at "), remedy: expect.stringContaining("Redeliver") });
});

test("a key that GitHub does not know is told as that, and the rest is looked at all the same", async () => {
  const app = register();
  const checks = await checksFor({ ...app, id: app.id + 1 });
  expect(checks.get("app")).toMatchObject({ severity: "error" });
  expect(checks.get("git")).toMatchObject({ severity: "ok" });
});

test("a setting that is wrong is named, and nothing is asked of GitHub", async () => {
  const checks = await checksFor(register(), { WEBHOOK_SECRET: "short" });
  expect(checks.get("settings")).toMatchObject({ severity: "error", what: expect.stringContaining("WEBHOOK_SECRET is too weak") });
  expect(checks.has("app")).toBe(false);
});

test("C01: a key file that others may read is a warning that says how to close it", async () => {
  const path = join(folder, "key.pem");
  const app = register();
  writeFileSync(path, app.privateKey, { mode: 0o644 });
  expect((await checksFor(app, { PRIVATE_KEY: "", PRIVATE_KEY_PATH: path })).get("key")).toMatchObject({ severity: "warning", remedy: `chmod 600 ${path}` });
  chmodSync(path, 0o600);
  expect((await checksFor(app, { PRIVATE_KEY: "", PRIVATE_KEY_PATH: path })).get("key")).toMatchObject({ severity: "ok" });
});

test("the database is looked at, not made and not changed", async () => {
  const app = register();
  expect((await checksFor(app)).get("database")).toMatchObject({ severity: "skipped" });
  const store = await openStore({ path: join(folder, "regreen.db"), clock: systemClock });
  await store.close();
  expect((await checksFor(app)).get("database")).toMatchObject({ severity: "ok" });
  writeFileSync(join(folder, "regreen.db"), "no database at all".repeat(100));
  expect((await checksFor(app)).get("database")).toMatchObject({ severity: "error", what: expect.stringContaining("damaged") });
});

test("without a server's settings the program looks at itself alone, in words and as JSON", async () => {
  const desk = openDesk({ "a.js": "" });
  const { stdout } = await desk.regreen(["doctor"]);
  expect(stdout).toMatch(/^ok {6}node {6}Node\.js \d+/);
  const { healthy, checks } = JSON.parse((await desk.regreen(["doctor", "--json"])).stdout) as { healthy: boolean; checks: Check[] };
  expect(healthy).toBe(checks.every(({ severity }) => severity !== "error"));
  expect(checks.map(({ name }) => name)).toEqual(["node", "git", "sandbox", "state", "settings"]);
  desk.remove();
});

test.each<[string, () => void, object]>([
  ["is a file", () => { writeFileSync(join(folder, "state"), ""); }, { severity: "error", what: expect.stringContaining("is not a folder"), remedy: expect.stringContaining("REGREEN_STATE") }],
  ["may be written to by others", () => { mkdirSync(join(folder, "state")); chmodSync(join(folder, "state"), 0o777); }, { severity: "warning", remedy: expect.stringContaining("chmod go-w") }],
  ["is not there yet", () => undefined, { severity: "ok" }],
])("a state folder that %s is told as that, with what to do", async (_, make, expected) => {
  make();
  const checks = await examine({ environment: { REGREEN_STATE: join(folder, "state") }, directory: folder }, () => undefined);
  expect(checks.find(({ name }) => name === "state")).toMatchObject(expected);
});

test("without git it says so, and looks at the rest; what is said once is not said again as the reason", async () => {
  const desk = openDesk({ "a.js": "" });
  const node = realpathSync(process.execPath);
  const { status, stdout } = spawnSync(node, [join(import.meta.dirname, "../../../src/cli/regreen.mjs"), "doctor"], { cwd: desk.checkout, encoding: "utf8", env: { PATH: folder, HOME: folder, REGREEN_STATE: join(folder, "state"), APP_ID: "1" } });
  expect(status).toBe(5);
  expect(stdout).toContain("ERROR   git       git is not installed\n                  why: checkouts are read and changed with it\n                  do:  Install git, and see that it stands in PATH.\n");
  expect(stdout).toMatch(/ERROR {3}settings {2}WEBHOOK_SECRET is missing: without it anybody could send us events\n {18}do: /);
  desk.remove();
});

test("an App without a webhook address, and one that is installed nowhere, are told with what to do", async () => {
  const checks = await checksFor(register());
  expect([checks.get("webhook"), checks.get("installations")]).toEqual([expect.objectContaining({ severity: "error", remedy: expect.stringContaining("/api/github/webhooks") }), expect.objectContaining({ severity: "warning", remedy: expect.stringContaining("Install it") })]);
});
