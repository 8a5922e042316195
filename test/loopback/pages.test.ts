import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { commitThroughApi, createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  const { octokit, at } = world;
  const head = await commitThroughApi(world, { branch: "regreen/fix_1", files: { "src/app.js": "const a = '<b>';\n", "evidence/fix_1/plan.json": "{}\n" } });
  await octokit.pulls.create({ ...at, head: "regreen/fix_1", base: "main", title: "Fix <script>alert(1)</script>", body: "## What\n<!-- regreen:fix_1 -->\n<img src=x onerror=alert(1)>" });
  await octokit.checks.create({ ...at, name: "regreen/policy", head_sha: head, conclusion: "success", output: { title: "All rules hold", summary: "diff-size: 1 of 400" } });
  await octokit.issues.create({ ...at, title: "Escalated", body: "No skill covers this." });
});
afterAll(async () => {
  await world.close();
});

async function page(path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${world.loopback.url}/octo/hello${path}`);
  return { status: answer.status, text: await answer.text() };
}

test("a pull request's page shows title, body, checks, commits and the difference, all escaped, without hidden comments", async () => {
  const { status, text } = await page("/pull/1");
  expect(status).toBe(200);
  for (const shown of ["Fix &lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x onerror=alert(1)&gt;", "regreen/policy", "All rules hold", "+const a = &#39;&lt;b&gt;&#39;;", "Can be merged"]) expect(text).toContain(shown);
  expect(text).not.toContain("<script");
  expect(text).not.toContain("regreen:fix_1");
});

test.each([
  ["", "README.md"],
  ["/issues", "Escalated"],
  ["/issues/2", "No skill covers this."],
  ["/pulls", "#1 by regreen[bot]"],
  ["/branches", "regreen/fix_1"],
  ["/tree/regreen/fix_1/evidence/fix_1", "plan.json"],
  ["/blob/regreen/fix_1/evidence/fix_1/plan.json", "{}"],
  ["/raw/main/src/app.js", "const a = 1"],
  ["/commits/main", "Say hello"],
  ["/compare/main...regreen/fix_1", "1 ahead, 0 behind"],
  ["/actions", "CI #1, push"],
])("%s is a page that shows %s", async (path, shown) => {
  const { status, text } = await page(path);
  expect([status, text.includes(shown)]).toEqual([200, true]);
});

test("a run, its job, a check run and a commit are found under the addresses that the interface gives", async () => {
  const { octokit, at, repository } = world;
  const { data: runs } = await octokit.actions.listWorkflowRunsForRepo(at);
  const { data: checks } = await octokit.checks.listForRef({ ...at, ref: "regreen/fix_1" });
  const { data: commit } = await octokit.repos.getCommit({ ...at, ref: "main" });
  const job = repository.workflowRuns[0]?.jobs[0];
  const addresses = [runs.workflow_runs[0]?.html_url, ...checks.check_runs.map((check) => check.html_url), commit.html_url, job?.checkRun.detailsUrl];
  const statuses = await Promise.all(addresses.map(async (address) => (await fetch(address ?? "")).status));
  expect(statuses).toEqual(addresses.map(() => 200));
});

test("what is not there is a 404 page", async () => {
  expect((await page("/pull/99")).status).toBe(404);
  expect((await page("/tree/nowhere")).status).toBe(404);
});
