import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { clientWith, createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld({ contents: "read", checks: "write", actions: "read" });
});
afterAll(async () => {
  expect(world.loopback.violations).toEqual([]);
  await world.close();
});

const refusalOf = (work: Promise<unknown>): Promise<unknown> => work.then(
  () => "allowed",
  (error: unknown) => ({ status: (error as { status: number }).status, message: (error as { response: { data: { message: string } } }).response.data.message }),
);
const notAccessible = { status: 403, message: "Resource not accessible by integration" };

describe("an installation token", () => {
  test("does what the App's permissions allow and nothing more", async () => {
    const { octokit, at } = world;
    expect(await refusalOf(octokit.repos.getContent({ ...at, path: "README.md" }))).toBe("allowed");
    expect(await refusalOf(octokit.git.createBlob({ ...at, content: "x" }))).toEqual(notAccessible);
    expect(await refusalOf(octokit.issues.create({ ...at, title: "x" }))).toEqual(notAccessible);
    expect(await refusalOf(octokit.pulls.list(at))).toEqual(notAccessible);
  });

  test("may be narrowed to fewer permissions, and never widened", async () => {
    const { loopback, app, installation, at } = world;
    const asApp = new Octokit({ baseUrl: loopback.url, authStrategy: createAppAuth, auth: { appId: app.id, privateKey: app.privateKey }, log: { debug() {}, info() {}, warn() {}, error() {} } });
    const { data } = await asApp.apps.createInstallationAccessToken({ installation_id: installation.id, permissions: { contents: "read" } });
    expect(await refusalOf(clientWith(loopback, data.token).checks.listForRef({ ...at, ref: "main" }))).toEqual(notAccessible);
    expect(await refusalOf(asApp.apps.createInstallationAccessToken({ installation_id: installation.id, permissions: { contents: "write" } }))).toMatchObject({ status: 422 });
  });

  test("does not see a private repository of another account", async () => {
    const { loopback, octokit } = world;
    await loopback.createRepository({ owner: "stranger", name: "secret" });
    expect(await refusalOf(octokit.repos.get({ owner: "stranger", repo: "secret" }))).toMatchObject({ status: 404 });
  });
});

describe("other credentials", () => {
  test("a wrong token and a JWT signed with another key are 401, no token sees no private repository", async () => {
    const { loopback, app, at } = world;
    const stranger = loopback.createApp({ slug: "stranger", permissions: {}, events: [] });
    const forged = new Octokit({ baseUrl: loopback.url, authStrategy: createAppAuth, auth: { appId: app.id, privateKey: stranger.privateKey }, log: { debug() {}, info() {}, warn() {}, error() {} } });
    expect(await refusalOf(forged.apps.getAuthenticated())).toMatchObject({ status: 401 });
    expect(await refusalOf(clientWith(loopback, "ghs_unknown").repos.get(at))).toEqual({ status: 401, message: "Bad credentials" });
    expect(await refusalOf(clientWith(loopback).repos.get(at))).toMatchObject({ status: 404 });
  });

  test("a job's token has the permissions of its workflow file, and is void once the job is done", async () => {
    const { loopback, at, repository } = world;
    const workflow = [...repository.workflows.values()].find((one) => one.path.endsWith("fix.yml"));
    if (workflow === undefined) throw new Error("no workflow");
    const run = await loopback.actions.triggers.dispatch(repository, workflow, { ref: "main", inputs: { fix_id: "fix_1" }, actor: world.app.bot });
    const [job] = run.jobs;
    if (job === undefined) throw new Error("no job");
    const client = clientWith(loopback, loopback.actions.jobToken(job));
    expect(await refusalOf(client.repos.getContent({ ...at, path: "README.md" }))).toBe("allowed");
    expect(await refusalOf(client.issues.createComment({ ...at, issue_number: 1, body: "x" }))).toEqual(notAccessible);
    loopback.actions.completeJob(job, "success");
    expect(await refusalOf(client.repos.getContent({ ...at, path: "README.md" }))).toMatchObject({ status: 401 });
  });

  test("every write is recorded with the kind and the scope of its token, refused ones too", async () => {
    const { loopback, octokit, at } = world;
    await refusalOf(octokit.issues.create({ ...at, title: "x" }));
    expect(loopback.state.writes.at(-1)).toMatchObject({ operation: "issues/create", status: 403, token: "installation", actor: "regreen[bot]", permissions: { contents: "read" } });
  });
});
