/** `regreen policy explain` and `simulate` read a GitHub over its interface, with a person's token, and write nothing. */
import { Writable, Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { policy } from "../../src/cli/commands/policy.ts";
import { until } from "../demo/until.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
let project: Project;
let token = "";

beforeAll(async () => {
  stand = await openStand();
  project = await Project.open(stand, "explained", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"]}\n" });
  token = stand.loopback.createUserToken("octo");
  for (const [branch, text, conclusion] of [["good", "43", "success"], ["bad", "44", "failure"]] as const) {
    await project.push(`Answer ${text}`, { [`src/${branch}.js`]: `export const answer = ${text};\n` }, branch);
    await project.person.pulls.create({ ...project.at, head: branch, base: "main", title: `Answer ${text}` });
    await project.playCi({ lint: { conclusion } });
  }
  await project.person.pulls.merge({ ...project.at, pull_number: 2 });
});
afterAll(() => stand.close());

async function regreen(argv: readonly string[], environment: Readonly<Record<string, string>> = { GITHUB_TOKEN: token }): Promise<{ readonly code: number; readonly out: string }> {
  let out = "";
  const sink = new Writable({ write(chunk, _, done) { out += String(chunk); done(); } });
  const code = await policy.run(argv, { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: { GHE_HOST: new URL(stand.loopback.url).host, GHE_PROTOCOL: "http", ...environment }, directory: "/" });
  return { code, out };
}

const writes = (): number => stand.loopback.state.writes.filter(({ repository, actor }) => repository === "octo/explained" && actor === "octo").length;

test("a pull request that may be merged, gate by gate", async () => {
  const before = writes();
  const { code, out } = await regreen(["explain", "1", "--repo", "octo/explained"]);
  expect([code, writes() - before]).toEqual([0, 0]);
  expect(out).toMatch(/^allow: All \d+ rules that apply hold\.[\s\S]*4 hermetic verification: open[\s\S]*default\/checks-failed holds/);
});

test("what it would take under a stricter policy, with the facts", async () => {
  const { code, out } = await regreen(["explain", "#1", "--repo", "octo/explained", "--policy", "strict", "--json"]);
  const { verdict, facts, sbom } = JSON.parse(out) as { readonly verdict: { readonly answer: string; readonly rules: readonly { readonly rule: string; readonly answer: string }[] }; readonly facts: { readonly reviews: object }; readonly sbom: object };
  expect([code, verdict.answer, verdict.rules.filter(({ answer }) => answer === "deny").map(({ rule }) => rule)]).toEqual([3, "deny", ["tests-with-source", "base-protected"]]);
  expect([facts.reviews, sbom]).toMatchObject([{ approvals: 0 }, { bomFormat: "CycloneDX", components: [] }]);
});

test("the past, put to the policy in force: what was merged and would have been denied is counted", async () => {
  const { code, out } = await regreen(["simulate", "--since", "30d", "--repo", "octo/explained", "--json"]);
  const told = JSON.parse(out) as { readonly totals: object; readonly pulls: readonly { readonly pull: number; readonly outcome: string; readonly answer: string; readonly because: readonly { readonly rule: string }[] }[] };
  expect([code, told.totals]).toEqual([0, { allow: 0, deny: 1, wait: 1, merged_though_denied: 1 }]);
  expect(told.pulls.map(({ pull, outcome, answer, because }) => [pull, outcome, answer, because.map(({ rule }) => rule)])).toEqual([[2, "merged", "deny", ["default/checks-failed"]], [1, "open", "wait", ["default/mergeable"]]]);
});

test("the past as a table", async () => {
  const { out } = await regreen(["simulate", "--repo", "octo/explained"]);
  expect(out).toMatch(/^default over 2 pull requests: 0 allowed, 1 denied, 1 would wait; 1 of the denied were merged\.[\s\S]*#2 +merged +deny +default\/checks-failed +Answer 44/);
});

describe("is refused in plain words", () => {
  test.each<readonly [string, readonly string[], Readonly<Record<string, string>>, string]>([
    ["no token", ["explain", "1", "--repo", "octo/explained"], {}, "There is no token to read GitHub with"],
    ["no such repository", ["explain", "1", "--repo", "octo/none"], { GITHUB_TOKEN: "x" }, "There is no repository octo/none"],
    ["no number", ["explain", "one", "--repo", "octo/explained"], { GITHUB_TOKEN: "x" }, "needs the number of a pull request"],
    ["no time", ["simulate", "--since", "soon", "--repo", "octo/explained"], { GITHUB_TOKEN: "" }, "no token"],
    ["no pack", ["test", "none"], {}, "There is no pack none"],
  ])("%s", async (_what, argv, environment, words) => {
    await expect(regreen(argv, environment["GITHUB_TOKEN"] === "x" ? { GITHUB_TOKEN: token } : environment)).rejects.toThrow(words);
  });
});

test("the gate's counters, from what was sworn to", async () => {
  await project.push("Govern all", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"]}\ngate: {govern: all}\n" });
  const head = await project.push("Once more", { "src/good.js": "export const answer = 45;\n" }, "good");
  await until("a verdict on the new head", async () => ((await project.ledger()).some(({ kind, payload }) => kind === "policy_evaluated" && payload["head_sha"] === head) ? true : null), 20);
  const asked = ["--repo", "octo/explained", "--database", stand.databaseFile];
  const { out } = await regreen(["baseline", ...asked, "--json"], {});
  const sworn = await regreen(["explain", "1", ...asked], {});
  expect([JSON.parse(out), sworn.code]).toMatchObject([{ pulls: 1, denied: 0, waiting: 1, stable: false }, 3]);
  expect(sworn.out).toMatch(/^wait: Waiting for [\s\S]*sworn to at .*, ledger entry \d+; head [0-9a-f]{12}/);
});

test("the cases of every built-in pack hold", async () => {
  const { code, out } = await regreen(["test"]);
  expect([code, out.split("\n").filter((line) => line.endsWith("all hold")).map((line) => line.split(":")[0])]).toEqual([0, ["default", "migrations", "strict", "supply-chain"]]);
});
