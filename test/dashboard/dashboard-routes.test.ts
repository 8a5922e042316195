import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import type { Answer } from "../../src/app/web/answer.ts";
import { GitSha } from "../../src/core/identity/identifier.ts";
import { openRepair } from "../../src/core/repair/open-repair.ts";
import { Repository } from "../../src/core/repair/repair.ts";
import { dashboardRoutes } from "../../src/dashboard/dashboard-routes.ts";
import { escape, html } from "../../src/dashboard/html.ts";
import type { Store } from "../../src/ports/store/store.ts";

let store: Store;
let id: string;

beforeEach(async () => {
  store = await openStore({ path: ":memory:", clock: systemClock });
  const { opened, entry } = openRepair({
    repository: Repository.parse({ id: 501, name: "octo/hello", installation_id: 77, default_branch: "main" }), branch: "<script>alert(1)</script>", head_sha: GitSha.parse("a".repeat(40)),
    source: { kind: "workflow_run", run_id: 9, run_attempt: 1, workflow: ".github/workflows/ci.yml" }, pull_request: null,
  }, { at: systemClock.now(), seed: "k3f9k3f9" });
  await store.repairs.open([opened], [entry], systemClock.now());
  id = opened.repair.id;
});
afterEach(() => store.close());

async function get(path: string): Promise<Answer> {
  const tools = { clock: systemClock, randomness: systemRandomness, members: { mayRead: () => Promise.resolve(true) }, power: { power: () => Promise.resolve("none" as const) }, budgets: () => Promise.resolve({ at: systemClock.now(), installations: [], repositories: [] }), nudge: () => undefined };
  const routes = dashboardRoutes(store, { http: { host: "127.0.0.1", port: 0, pages: "loopback" }, github: { apiUrl: "https://api.github.com", webUrl: "https://github.com", downloadOrigins: [] } }, tools);
  const route = routes.find((candidate) => candidate.path.test(path));
  return route === undefined ? { status: 404, type: "", body: "" } : route.answer({ ...route.path.exec(path)?.groups }, { path, query: new URLSearchParams(), headers: {} });
}

test("the list shows every repair and leads to it", async () => {
  const { status, body } = await get("/repairs");
  expect(status).toBe(200);
  expect(body).toContain(`href="/repairs/${id}"`);
});

test("a repair's page shows its phases, commit and ledger entries, with links built from the configured GitHub", async () => {
  const { body } = await get(`/repairs/${id}`);
  expect(body).toContain("STRATEGIZE");
  expect(body).toContain('href="https://github.com/octo/hello/actions/runs/9"');
  expect(body).toContain("repair opened");
});

test("a repair's page says what it waits for and what a person can do, and has words where there is nothing", async () => {
  const { body } = await get(`/repairs/${id}`);
  for (const words of ["It waits:", "You can:", "No phase has shown evidence yet.", "The log was not read yet.", "Nothing was written to GitHub for this repair.", "No policy was asked."]) expect(body).toContain(words);
});

test("the gates' page shows the last word on each pull request with the rules that hold it up, and the objectives; a stranger's words are text", async () => {
  const entry = (answer: string, pull: number, rules: object[]) => ({
    at: systemClock.now(), repo: "octo/hello" as Repository["name"], repair: id as never, kind: "policy_evaluated" as const, phase: null, evidence: [], prompt_sha256: null,
    payload: { gate: "merge", answer, summary: `summary ${answer}`, policy_sha256: "c".repeat(64), head_sha: "a".repeat(40), base_sha: "b".repeat(40), pull, rules: rules as never },
  });
  await store.ledger.append([
    entry("wait", 4, []), entry("deny", 4, [{ rule: "secrets", pack: "default", answer: "deny", set_aside: null, facts: ["secrets.found = 2", "<script>"] }]),
  ]);
  const { status, body } = await get("/gates");
  expect(status).toBe(200);
  expect(body).toContain('href="https://github.com/octo/hello/pull/4"');
  expect(body).toContain("<b>default/secrets</b>: deny");
  expect(body).toContain("secrets.found = 2");
  expect(body).toContain("at least 95 %");
  expect(body).not.toContain("summary wait");
  expect(body).not.toContain("<script");
});

test("the gates' page has words where nothing was asked yet", async () => {
  expect((await get("/gates")).body).toContain("No gate was asked here lately.");
});

test("the ledger's page says that the chain holds", async () => {
  expect((await get("/ledger")).body).toContain("the chain holds");
});

test("O11: what a stranger named is text, and the page forbids scripts anyway", async () => {
  const { body, headers } = await get(`/repairs/${id}`);
  expect(body).not.toContain("<script");
  expect(body).toContain("&lt;script&gt;");
  expect(headers?.["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/);
});

test.each(["/repairs/fix_20261120_081500_none", "/repairs/1", "/repairs/../../etc", `/repairs/fix_20261120_081500_none/evidence/${"0".repeat(64)}`])("%s is not here", async (path) => {
  expect((await get(path)).status).toBe(404);
});

test("evidence of another repair is not shown under this one", async () => {
  expect((await get(`/repairs/${id}/evidence/${"0".repeat(64)}`)).status).toBe(404);
});

test("text that goes into a page cannot leave its place, nor turn its direction", () => {
  expect(html`<p title="${'"><img src=x>'}">${"\u202eevil"}</p>`.html).toBe('<p title="&quot;&gt;&lt;img src=x&gt;">⟨U+202E⟩evil</p>');
  expect(escape("a\nb\tc")).toBe("a\nb\tc");
});
