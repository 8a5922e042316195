/** CI that is not GitHub Actions: an App's checks, with output and annotations; and commit statuses, the older way to say red. */
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { red } from "../worker/red-repository.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
let circle: Octokit;
beforeAll(async () => {
  stand = await openStand();
  const app = stand.loopback.createApp({ slug: "circleci-checks", permissions: { checks: "write", metadata: "read" }, events: [] });
  const { id } = stand.loopback.install(app, { account: "octo" });
  circle = new Octokit({ baseUrl: stand.loopback.url, authStrategy: createAppAuth, auth: { appId: app.id, privateKey: app.privateKey, installationId: id }, log: { debug() {}, info() {}, warn() {}, error() {} } });
});
afterAll(async () => {
  expect(stand.loopback.violations).toEqual([]);
  await stand.close();
});

interface Output { readonly title: string; readonly summary: string; readonly annotations?: { readonly path: string; readonly start_line: number; readonly end_line: number; readonly annotation_level: "failure"; readonly message: string; readonly title: string }[] }

/** Pushes what eslint does not like; the other CI says so, and Actions has nothing against it. */
async function otherCheck(project: Project, name: string, output: Output): Promise<string> {
  const sha = await project.push("Change the answer", { "src/app.js": red });
  await project.playCi({ lint: { conclusion: "success" } });
  await circle.checks.create({ ...project.at, name, head_sha: sha, status: "completed", conclusion: "failure", output });
  await stand.loopback.webhooks.settled();
  return sha;
}

const noVar = { path: "src/app.js", start_line: 1, end_line: 1, annotation_level: "failure", message: "Unexpected var, use let or const instead", title: "no-var" } as const;

describe("another App's failed check", () => {
  test("with annotations that a skill covers is repaired, up to the pull request", async () => {
    const project = await Project.open(stand, "circle-eslint");
    await otherCheck(project, "eslint", { title: "1 problem", summary: "1 error, 0 warnings", annotations: [noVar] });
    const { plan } = await project.fixRun();
    expect(plan.steps.map(({ skill, files }) => [skill.name, files])).toEqual([["eslint-fix", ["src/app.js"]]]);
    await project.endFixJob();
    await project.until(({ offer }) => offer?.number != null);
    expect(project.pulls()).toHaveLength(1);
  });

  test("whose output is a tool's own words is read as the log that it is", async () => {
    const project = await Project.open(stand, "circle-output");
    await otherCheck(project, "ci / quality", { title: "quality failed", summary: ["src/app.js", "  1:1  error  Unexpected var, use let or const instead  no-var", "", "✖ 1 problem (1 error, 0 warnings)"].join("\n") });
    expect((await project.fixRun()).plan.steps.map(({ skill }) => skill.name)).toEqual(["eslint-fix"]);
  });

  test("that no skill covers is told to people, once, with the place that it annotated", async () => {
    const project = await Project.open(stand, "circle-tests");
    await otherCheck(project, "acceptance tests", { title: "1 failed", summary: "shop total is wrong", annotations: [{ ...noVar, path: "test/shop.js", start_line: 7, end_line: 7, message: "expected 5, got 4", title: "total" }] });
    await until("the issue", () => project.issues()[0], 20);
    expect(await project.closed()).toMatchObject({ status: "escalated", failures: [{ check: "acceptance tests", failure_class: "test-failure", locations: [{ file: "test/shop.js", line: 7 }] }] });
    expect([project.issues().length, project.fixRuns().length, project.pulls().length]).toEqual([1, 0, 0]);
  });
});

describe("a failing commit status", () => {
  const say = async (project: Project, sha: string, state: "failure" | "error" | "success" | "pending", { description = "Build #7", context = "ci/jenkins" } = {}): Promise<void> => {
    await project.person.repos.createCommitStatus({ ...project.at, sha, state, context, description, target_url: "http://169.254.169.254/latest/meta-data/" });
    await stand.loopback.webhooks.settled();
  };
  const pushed = async (project: Project): Promise<string> => {
    const sha = await project.push("Change the answer", { "src/app.js": red });
    await project.playCi({ lint: { conclusion: "success" } });
    return sha;
  };

  test("that says no more than red is recorded, and nobody is told", async () => {
    const project = await Project.open(stand, "jenkins-red");
    await say(project, await pushed(project), "failure", { description: "Build #7 failed" });
    expect(await project.closed()).toMatchObject({ status: "skipped", reason: expect.stringContaining("a commit status says too little"), failures: [{ check: "ci/jenkins", failure_class: "unknown", status: "skipped" }] });
    expect([project.issues(), project.pulls(), project.fixRuns(), project.checks("regreen/policy")]).toEqual([[], [], [], []]);
    expect((await project.ledger()).map(({ kind }) => kind)).toEqual(["repair_opened", "stopped"]);
  });

  test("told four times is one repair", async () => {
    const project = await Project.open(stand, "jenkins-again");
    const sha = await pushed(project);
    for (const [index, state] of (["pending", "failure", "error", "failure"] as const).entries()) await say(project, sha, state, { description: `Build #${index} failed` });
    await project.closed();
    expect(await project.repairs()).toHaveLength(1);
  });

  test("that turned green before it was looked at is left alone", async () => {
    const project = await Project.open(stand, "jenkins-green");
    const sha = await pushed(project);
    stand.loopback.webhooks.script({ event: "status" }, { kind: "delay", milliseconds: 300 });
    const late = say(project, sha, "failure", { description: "Build #7 failed" });
    await say(project, sha, "success", { description: "Build #8 passed" });
    await late;
    expect(await project.closed()).toMatchObject({ status: "skipped", reason: "the status was posted again since: it says success" });
  });

  test("that names a file is a guess: repaired only where the repository lowers what it asks of a diagnosis", async () => {
    const place = "src/app.js:1:1: Unexpected var, use let or const instead. [Error/no-var]";
    const usual = await Project.open(stand, "status-place");
    await say(usual, await pushed(usual), "failure", { description: place, context: "lint/eslint" });
    expect(await usual.closed()).toMatchObject({ status: "skipped", failures: [{ tool: "eslint", confidence: 0.4 }] });
    const bold = await Project.open(stand, "status-place-bold", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\nfix: {min_confidence: 0.3}\n" });
    await say(bold, await pushed(bold), "failure", { description: place, context: "lint/eslint" });
    expect((await bold.fixRun()).plan.steps.map(({ skill, files }) => [skill.name, files])).toEqual([["eslint-fix", ["src/app.js"]]]);
    expect(usual.issues()).toEqual([]);
  });

  test("that the base branch requires is awaited by the merge gate like a check", async () => {
    const project = await Project.open(stand, "status-required");
    project.repository.protections.set("main", { requiredChecks: ["ci/jenkins"], strict: false });
    const offer = await project.offered();
    await project.playCi({ lint: { conclusion: "success" } });
    await say(project, offer.pull.headSha, "pending", { description: "Build #9 runs" });
    expect(project.checks("regreen/policy").filter(({ headSha, conclusion }) => headSha === offer.pull.headSha && conclusion === "success")).toEqual([]);
    await say(project, offer.pull.headSha, "success", { description: "Build #9 passed" });
    await project.allowed(offer);
  });
});
