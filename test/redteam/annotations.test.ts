/** A check may carry as many annotations as somebody likes to write. */
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import type { CheckAnnotation } from "../loopback/state/check.ts";
import { red } from "../worker/red-repository.ts";

let stand: Stand;
let flooder: Octokit;
beforeAll(async () => {
  stand = await openStand();
  const app = stand.loopback.createApp({ slug: "flood", permissions: { checks: "write", metadata: "read" }, events: [] });
  const { id } = stand.loopback.install(app, { account: "octo" });
  flooder = new Octokit({ baseUrl: stand.loopback.url, authStrategy: createAppAuth, auth: { appId: app.id, privateKey: app.privateKey, installationId: id }, log: { debug() {}, info() {}, warn() {}, error() {} } });
});
afterAll(() => stand.close());

/** GitHub takes 50 at a time from a person; here they are put where they would come to lie. */
async function flood(name: string, count: number): Promise<{ readonly project: Project; readonly pagesAsked: () => number }> {
  const project = await Project.open(stand, name);
  const sha = await project.push("Change the answer", { "src/app.js": red });
  await project.playCi({ lint: { conclusion: "success" } });
  const { data } = await flooder.checks.create({ ...project.at, name: "eslint", head_sha: sha, status: "in_progress" });
  const run = project.repository.checkRuns.find(({ id }) => id === data.id);
  for (let index = 0; index < count; index++) {
    run?.annotations.push({ path: `src/file-${index}.js`, start_line: 1, end_line: 1, start_column: null, end_column: null, annotation_level: "failure", title: "no-var", message: `Unexpected var ${index}`, raw_details: null });
  }
  const slice = jest.fn((from?: number, to?: number) => Array.prototype.slice.call(run?.annotations, from, to) as CheckAnnotation[]);
  Object.defineProperty(run?.annotations, "slice", { value: slice });
  await flooder.checks.update({ ...project.at, check_run_id: data.id, conclusion: "failure" });
  await stand.loopback.webhooks.settled();
  return { project, pagesAsked: () => slice.mock.calls.length };
}

describe("L16: a flood of annotations", () => {
  test("of 100,000, a thousand pages, is read up to a bound, and the report says that there is more", async () => {
    const { project, pagesAsked } = await flood("flooded", 100_000);
    const { failures } = await project.until(({ step, failures: found }) => step === "closed" || found.length > 0);
    expect(pagesAsked()).toBe(20);
    expect(failures[0]?.locations.length).toBe(2000);
    expect(failures[0]?.error_snippet).toContain("(2000 annotations were read; the check has more)");
  });

  test("control: 150 annotations, two pages, are read to the end, and nothing is said to be missing", async () => {
    const { project, pagesAsked } = await flood("not-flooded", 150);
    const { failures } = await project.until(({ step, failures: found }) => step === "closed" || found.length > 0);
    expect(pagesAsked()).toBe(2);
    expect(failures[0]?.locations.length).toBe(150);
    expect(failures[0]?.error_snippet).not.toContain("the check has more");
  });
});
