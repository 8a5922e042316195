/** What is not needed any more is closed with its reason; what two repairs write to the ModLog is kept; what the repository words is worded so. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { readModLog } from "../../src/core/pull-request/read-mod-log.ts";
import { until } from "../demo/until.ts";
import { green, typeLog } from "../worker/red-repository.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(async () => {
  expect([...stand.loopback.violations, ...stand.loopback.refusals, ...stand.loopback.unimplemented]).toEqual([]);
  await stand.close();
});

const configured = (more: string): Record<string, string> => ({ ".github/regreen.yml": `version: 1\nreact: {branches: ["**"]}\n${more}` });
const said = ({ comments }: { readonly comments: readonly { readonly body: string }[] }): string => comments.map(({ body }) => body).join("\n");

test("the pull request is a draft, assigned, and named as the repository words it", async () => {
  const project = await Project.open(stand, "worded", configured("pull_request:\n  draft: true\n  assignees: [octo]\n  branch: \"regreen/{skill}/{branch}-{fix}\"\n  title: \"ci: {failures} on {branch}\"\n  commit: \"ci: {title}\"\nlabels: {applied: [bot, ci]}\n"));
  const offer = await project.offered();
  expect([offer.title, offer.pull.draft, offer.assignees.map(({ login }) => login), offer.labels.map(({ name }) => name), offer.pull.headBranch]).toEqual(["ci: ESLint on main", true, ["octo"], ["bot", "ci"], expect.stringMatching(/^regreen\/eslint-fix\/main-fix_\w+$/)]);
  expect((await project.repository.git.commit(offer.pull.headSha))?.message).toMatch(/^ci: Fix ESLint failure in 1 file\n/);
});

describe("an offer is not needed any more", () => {
  test("since somebody else has mended it: it is closed with the commit that is green, and the same failure later is offered anew", async () => {
    const project = await Project.open(stand, "gone-green");
    const offer = await project.offered();
    const sha = await project.push("Mend it by hand", { "src/app.js": green });
    await project.playCi({ lint: { conclusion: "success" } }, "main");
    expect(await project.closed()).toMatchObject({ status: "closed", reason: `main is green again at ${sha.slice(0, 12)} without it` });
    await until("the pull request to be closed", () => (offer.state === "closed" ? true : null), 10);
    expect(said(offer)).toContain(`Regreen closes this: main is green again at ${sha.slice(0, 12)} without it.`);
    await project.turnRed();
    await project.endFixJob();
    await project.until(({ offer: made }) => made?.number != null, 1);
    expect(project.pulls()).toHaveLength(2);
  });

  test("since the pull request that it was to mend is closed", async () => {
    const project = await Project.open(stand, "without-subject");
    await project.push("Begin a feature", { "README.md": "# Hello\n" }, "feature");
    const { data: pull } = await project.person.pulls.create({ ...project.at, head: "feature", base: "main", title: "Feature" });
    await project.turnRed({ branch: "feature" });
    await project.endFixJob();
    const offer = await until("ours", () => project.pulls()[1], 20);
    await project.person.pulls.update({ ...project.at, pull_number: pull.number, state: "closed" });
    await stand.hurrying(() => until("ours to be closed", () => (offer.state === "closed" ? true : null), 20));
    expect(said(offer)).toContain("Regreen closes this: pull request 1, which it was to mend, is merged or closed.");
  });

  test("since nobody wants it: it is closed when it stood open for as long as the repository allows", async () => {
    const project = await Project.open(stand, "nobody-wants", configured("pull_request: {close_after_days: 3}\n"));
    const offer = await project.offered();
    stand.clock.forward(3 * 86_400);
    expect(await project.closed()).toMatchObject({ status: "closed", reason: "it stood open for 3 days, and pull_request.close_after_days is 3" });
    await until("the pull request to be closed", () => (offer.state === "closed" ? true : null), 10);
  });
});

test("the issue about a failure that is gone is closed and names the commit; when it comes back, the same issue is opened again", async () => {
  const project = await Project.open(stand, "recovered", { ".github/workflows/ci.yml": "name: CI\non: [push]\npermissions: {contents: read}\njobs:\n  types: {runs-on: ubuntu-latest, steps: [{run: npx tsc}]}\n" });
  const redden = async (answer: number): Promise<void> => {
    await project.push("Change", { "src/sum.ts": `export const sum: number = "${answer}";\n` });
    await project.playCi({ types: { conclusion: "failure", log: typeLog } });
  };
  await redden(1);
  await project.closed();
  const issue = await until("the issue", () => project.issues()[0]);
  expect(issue.body).toContain("| last seen |");
  const sha = await project.push("Mend", { "src/sum.ts": "export const sum = 1;\n" });
  await project.playCi({ types: { conclusion: "success" } });
  await stand.hurrying(() => until("the issue to be closed", () => (issue.state === "closed" ? true : null), 20));
  expect([issue.stateReason, issue.body]).toEqual(["completed", expect.stringContaining(`**Green again** since ${sha}`)]);
  await redden(2);
  await until("the issue to be open again", () => (issue.state === "open" ? true : null), 20);
  expect([project.issues().length, issue.body]).toEqual([1, expect.not.stringContaining("Green again")]);
  expect(issue.body).toContain("seen in 2 runs");
});

test("two repairs are open, both with an entry in the one ModLog: when the first lands, the second is built anew under it, and both entries are read back", async () => {
  const log = [
    "##[group]Run npx eslint .", "shell: /usr/bin/bash -e {0}", "##[endgroup]", "", "/home/runner/work/hello/hello/src/app.js", "  1:1  error  Unexpected var, use let or const instead  no-var", "",
    "✖ 1 problem (1 error, 0 warnings)", "##[error]Process completed with exit code 1.",
    "##[group]Run npx prettier --check .", "shell: /usr/bin/bash -e {0}", "##[endgroup]", "Checking formatting...", "[warn] src/wide.js", "[warn] Code style issues found in the above file. Run Prettier with --write to fix.",
    "##[error]Process completed with exit code 1.", "",
  ].map((line) => `2026-11-20T08:15:10.1000000Z ${line}`).join("\n");
  const narrow = renderPatch([{ path: "src/wide.js", before: Buffer.from("export const a  =  1;\n"), after: Buffer.from("export const a = 1;\n"), beforeMode: "100644", afterMode: "100644" }]);
  const project = await Project.open(stand, "two-entries", configured("fix: {pull_requests: by_skill}\n"));
  await project.turnRed({ log, files: { "src/wide.js": "export const a  =  1;\n" } });
  for (let index = 0; index < 2; index += 1) {
    const { plan } = await project.fixRun();
    await project.endFixJob(plan.steps[0]?.skill.name === "prettier-write" ? { patch: narrow } : {});
  }
  const [first, second] = await until("both pull requests", () => (project.pulls().length === 2 ? project.pulls() : null), 20);
  if (first === undefined || second === undefined) throw new Error("two were waited for");
  await project.person.pulls.merge({ ...project.at, pull_number: first.number });
  const before = second.pull.headSha;
  await until("the second to be built anew", () => (second.pull.headSha !== before && second.pull.mergeable === true ? true : null), 20);
  const text = await project.file(second.pull.headBranch, "ModLog.md") ?? "";
  const entries = readModLog(text);
  expect(entries.map(({ skills }) => skills[0]?.name).toSorted()).toEqual(["eslint-fix", "prettier-write"]);
  await project.person.pulls.merge({ ...project.at, pull_number: second.number });
  expect(readModLog(await project.file("main", "ModLog.md") ?? "")).toEqual(entries);
});
