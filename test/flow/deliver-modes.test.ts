/** Where a repair arrives: as a commit on the red pull request, as suggestions on its lines, and never with a write to a fork. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import type { PullIssue } from "../loopback/state/find.ts";
import { green, lintLog, red } from "../worker/red-repository.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(async () => {
  expect([...stand.loopback.violations, ...stand.loopback.refusals, ...stand.loopback.unimplemented]).toEqual([]);
  await stand.close();
});

const configured = (more: string): Record<string, string> => ({ ".github/regreen.yml": `version: 1\n${more}` });

/** A person's pull request whose head is red. */
async function redPull(project: Project): Promise<PullIssue> {
  await project.push("Begin a feature", { "README.md": "# Hello\n" }, "feature");
  await project.playCi({ lint: { conclusion: "success" } });
  const { data } = await project.person.pulls.create({ ...project.at, head: "feature", base: "main", title: "Feature" });
  await project.turnRed({ branch: "feature" });
  return until("the pull request", () => project.pulls().find(({ number }) => number === data.number));
}

const statusOf = (pull: PullIssue): readonly string[] => pull.comments.filter(({ author }) => author.login === "regreen[bot]").map(({ body }) => body);

describe("react.pull_requests: push", () => {
  test("the fix is one signed commit on the red pull request itself, and one comment says so; the ModLog's one file is left alone", async () => {
    const project = await Project.open(stand, "pushed", configured("react: {pull_requests: push}\npull_request: {commit: \"style: {failures} on {branch}\"}\n"));
    const pull = await redPull(project);
    const before = pull.pull.headSha;
    await project.endFixJob();
    await until("the pushed commit", () => (pull.pull.headSha === before ? null : true), 20);
    const commit = await project.repository.git.commit(pull.pull.headSha);
    expect(commit).toMatchObject({ parents: [before], message: expect.stringMatching(/^style: ESLint on feature\n\nRegreen-Execution: exec_/) });
    expect([await project.file("feature", "src/app.js"), await project.file("feature", "ModLog.md")]).toEqual([green, "# ModLog\n"]);
    const ended = await until("the end of the repair", async () => {
      await project.playCi({ lint: { conclusion: "success" } });
      return (await project.repairs()).find(({ delivery, step }) => delivery === "pushed" && step === "closed");
    }, 20);
    expect(ended).toMatchObject({ status: "merged", phase: "MONITOR", reason: expect.stringMatching(/^pushed to pull request #1 as \w{12}; its checks: success$/) });
    expect([project.pulls().length, (await project.ownBranches()).length, statusOf(pull).length]).toEqual([1, 0, 1]);
    expect(statusOf(pull)[0]).toMatch(/^<!-- regreen:pull:1 -->\n\n- `\[FIXED\]` eslint_problems - eslint_fix applied.* - `exec_\w+`: commit \w{12} on this branch$/m);
  });

  test("a head that moved meanwhile is left as it is: its own run tells what is still to be mended", async () => {
    const project = await Project.open(stand, "pushed-late", configured("react: {pull_requests: push}\n"));
    const pull = await redPull(project);
    await project.fixRun();
    const head = await project.push("More", { "src/other.js": "export const other = 1;\n", "src/app.js": "var second = 1;\nvar answer = 42;\nexport { answer, second };\n" }, "feature");
    await project.endFixJob();
    await project.until(({ delivery, attempts }) => delivery !== undefined || attempts === 2, (await project.repairs()).findIndex(({ attempts }) => attempts > 0));
    expect(pull.pull.headSha).toBe(head);
  });
});

describe("react.pull_requests: suggest", () => {
  test("the fix is one review with a suggestion on each changed line, and nothing is written to the branch", async () => {
    const project = await Project.open(stand, "suggested", configured("react: {pull_requests: suggest}\n"));
    const pull = await redPull(project);
    const before = pull.pull.headSha;
    await project.endFixJob();
    const review = await until("the review", () => pull.pull.reviews[0], 20);
    expect(review).toMatchObject({ state: "COMMENTED", commitSha: before, comments: [{ path: "src/app.js", startLine: null, line: 1, body: expect.stringMatching(/```suggestion\nconst answer = 42;\n```$/) }] });
    expect(review.body).toContain("This repository asks Regreen for suggestions instead of commits.");
    expect(review.body).toMatch(/git fetch \S+\/octo\/suggested regreen\/evidence && git show FETCH_HEAD:fix_\w+\/IMPLEMENT\/change\.patch \| git apply/);
    const which = (await project.repairs()).findIndex(({ delivery }) => delivery === "suggested");
    expect(await project.closed(which)).toMatchObject({ status: "closed", phase: "PR", reason: "suggested on pull request #1" });
    expect([pull.pull.headSha, project.pulls().length, pull.pull.reviews.length]).toEqual([before, 1, 1]);
  });
});

describe("a pull request from a fork", () => {
  const opened = (project: Project): Promise<PullIssue> => stand.loopback.openForkPull(project.repository, { owner: "stranger", branch: "main", message: "A first try", files: { "src/app.js": red } });
  const label = (project: Project, pull: PullIssue, name: string): Promise<unknown> => project.person.issues.addLabels({ ...project.at, issue_number: pull.number, labels: [name] });

  test("of somebody new waits for a maintainer's label; then it gets suggestions, and says why; nothing is pushed, and what was said once is not said again", async () => {
    const project = await Project.open(stand, "forked", configured("react: {pull_requests: push}\n"));
    const pull = await opened(project);
    await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
    expect(await project.until(({ status }) => status === "waiting_approval")).toMatchObject({ subject: { branch: expect.stringMatching(/^fork:\d+:main$/), pull_request: 1 }, plan: null });
    await until("the comment", () => statusOf(pull)[0], 10);
    expect([statusOf(pull)[0], project.fixRuns().length]).toEqual([expect.stringContaining("A maintainer lets it go on with the label `autofix`"), 0]);
    await label(project, pull, "autofix");
    await stand.hurrying(() => project.fixRun());
    await project.endFixJob();
    const review = await until("the review", () => pull.pull.reviews[0], 20);
    expect(review.body).toContain("This pull request comes from a fork, where Regreen may not and does not write: nothing of it was run with a credential");
    expect(review.comments).toMatchObject([{ path: "src/app.js", line: 1 }]);
    await project.closed();
    await until("the comment to say what came of it", () => (statusOf(pull)[0]?.includes(": suggested in a review") === true ? true : null), 20);
    const head = pull.pull.headSha;
    expect([await project.ownBranches(), project.writes().filter((one) => one === "git/update-ref" || one === "pulls/create"), pull.pull.headSha]).toEqual([[], expect.not.arrayContaining(["pulls/create"]), head]);
    await stand.loopback.pushToFork(project.repository, pull, { message: "Still red", files: { "README.md": "# Fork\n" } });
    await project.playCi({ lint: { conclusion: "failure", log: lintLog } });
    expect(await project.closed(1)).toMatchObject({ status: "skipped", reason: expect.stringContaining("suggested this already") });
    expect(pull.pull.reviews).toHaveLength(1);
  });

  test("react.forks: off leaves it alone, and what no skill covers becomes no issue", async () => {
    const off = await Project.open(stand, "forked-off", configured("react: {forks: off}\n"));
    const pull = await opened(off);
    await label(off, pull, "autofix");
    await off.playCi({ lint: { conclusion: "failure", log: lintLog } });
    expect(await off.closed()).toMatchObject({ status: "skipped", reason: "react.forks is off" });
    expect([off.fixRuns().length, off.issues().length, statusOf(pull).length]).toEqual([0, 0, 0]);
  });
});
