import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import { openStore } from "../../src/adapters/store/open-store.ts";
import { skillsOf } from "../../src/app/skills-of.ts";
import type { Answer } from "../../src/app/web/answer.ts";
import { GitSha } from "../../src/core/identity/identifier.ts";
import { openRepair } from "../../src/core/repair/open-repair.ts";
import { Repository } from "../../src/core/repair/repair.ts";
import { dashboardRoutes } from "../../src/dashboard/dashboard-routes.ts";
import { escape, html } from "../../src/dashboard/html.ts";
import type { GitHubReader, PolicyReader } from "../../src/ports/github.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { silentLog } from "../worker/bench-top.ts";
import { rollBack } from "./rolled-back.ts";

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

/** A repository without configuration and without skills of its own. */
const plain = { reader: { file: () => Promise.resolve(null), folder: () => Promise.resolve([]) } as unknown as GitHubReader, policyReader: {} as PolicyReader };

async function get(path: string): Promise<Answer> {
  const tools = { clock: systemClock, randomness: systemRandomness, members: { mayRead: () => Promise.resolve(true) }, power: { power: () => Promise.resolve("none" as const) }, budgets: () => Promise.resolve({ at: systemClock.now(), installations: [], repositories: [] }), skills: skillsOf({ ...plain, clock: systemClock, log: silentLog }), nudge: () => undefined };
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

test("the page of skills shows what was run in each repository, what was rolled back first, with the entry that swears to it", async () => {
  expect((await get("/skills")).body).toContain("No skill was run here yet: each stands as it began.");
  await rollBack(store, "octo/hello", systemClock.now());
  const { status, body } = await get("/skills");
  expect(status).toBe(200);
  expect(body).toMatch(/<a href="\/repositories\/501\/skills\/eslint-fix">eslint-fix<\/a> <span class="soft">1\.1\.0<\/span>.*<span class="pill bad">rolled back<\/span>.*2 runs: 0 succeeded, 2 failed; 1 left only what was there before.*<a href="\/ledger\/2">ledger entry 2<\/a>/);
  expect(body).toMatch(/1 rolled back, \d+ promoted, \d+ candidate/);
});

test("a repository's page of skills has all of them: those run, those ready, and those that are not run there with the reason", async () => {
  await rollBack(store, "octo/hello", systemClock.now());
  const [, run = "", ready = "", idle = ""] = String((await get("/repositories/501/skills")).body).split("<h2>");
  expect([run.includes("eslint-fix"), ready.includes("eslint-fix"), ready.includes(">gofmt</a>"), run.includes(">gofmt</a>")]).toEqual([true, false, true, false]);
  expect(ready).toMatch(/gofmt<\/a>.*promoted.*format of gofmt.*trusted after 59 more clean runs in a row/);
  expect(idle).toMatch(/dotnet-format.*Not proven here: .* It is only suggested, never run\./);
  expect(idle).toMatch(/missing-tests.*Contract only: it needs a language model/);
});

test("a skill's page has its counts with units and bounds, what it left, how its standing changed, and no form for who is not signed in", async () => {
  await rollBack(store, "octo/hello", systemClock.now());
  const body = String((await get("/repositories/501/skills/eslint-fix")).body);
  const row = (...cells: readonly string[]): string => cells.map((cell) => `>${cell}</td>`).join("<td[^>]*");
  for (const cells of [["changed something", "2", "runs", "of 3 executions; the others say nothing of how good it is"], ["failed, or taken back after the merge", "2", "runs", "2 of 2 runs would be too many"], ["clean in a row", "0", "runs", "trusted after 59"], ["left only what was there before", "1", "executions", "counts neither for it nor against it"]]) expect(body).toMatch(new RegExp(row(...cells)));
  expect(body).toMatch(/<code>no-undef<\/code>.*<code>src\/&lt;b&gt;\.js<\/code>.*>9</);
  expect(body).toMatch(/promoted<\/span> → <span class="pill bad">rolled back<\/span>.*2 of 2 runs failed \(limit 5 %\).*what was counted.*href="\/ledger\/2"/);
  expect(body).toContain("what holds by default");
  expect([body.includes("<form"), body.includes('href="/sign-in?back=/repositories/501/skills/eslint-fix"')]).toEqual([false, true]);
});

test("a skill that was never run has words for that, and nothing to retry", async () => {
  const { body } = await get("/repositories/501/skills/gofmt");
  for (const words of ["nothing to judge yet", "It never changed here: it stands as it began.", "It was never run here."]) expect(body).toContain(words);
  expect(body).not.toContain("Put it on trial again");
});

test("a ledger entry's page shows what was sworn to, on which evidence, and that its hash holds", async () => {
  await rollBack(store, "octo/hello", systemClock.now());
  const { body } = await get("/ledger/2");
  expect(body).toContain("its hash holds");
  expect(body).toContain("&quot;to&quot;: &quot;rolled_back&quot;");
  expect(body).toContain("executions/exec_20261120_080000_0003/eslint-fix");
});

test("O11: what a stranger named is text, and the page forbids scripts anyway", async () => {
  const { body, headers } = await get(`/repairs/${id}`);
  expect(body).not.toContain("<script");
  expect(body).toContain("&lt;script&gt;");
  expect(headers?.["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/);
});

test.each(["/ledger/9", "/ledger/0", "/repositories/1/skills", "/repositories/501/skills/nothing", "/repositories/1/skills/gofmt", "/repairs/fix_20261120_081500_none", "/repairs/1", "/repairs/../../etc", `/repairs/fix_20261120_081500_none/evidence/${"0".repeat(64)}`])("%s is not here", async (path) => {
  expect((await get(path)).status).toBe(404);
});

test("evidence of another repair is not shown under this one", async () => {
  expect((await get(`/repairs/${id}/evidence/${"0".repeat(64)}`)).status).toBe(404);
});

test("text that goes into a page cannot leave its place, nor turn its direction", () => {
  expect(html`<p title="${'"><img src=x>'}">${"\u202eevil"}</p>`.html).toBe('<p title="&quot;&gt;&lt;img src=x&gt;">⟨U+202E⟩evil</p>');
  expect(escape("a\nb\tc")).toBe("a\nb\tc");
});
