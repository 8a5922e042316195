/** What the crawler tells is admitted as GitHub's own delivery would be. */
import { describe, expect, test } from "@jest/globals";
import { tellCheck, tellRun, tellStatus, type FailedRun } from "../../../src/core/crawl/told.ts";
import { nextLook } from "../../../src/core/crawl/schedule.ts";
import { admit } from "../../../src/core/event/admit.ts";
import { GitSha, RepositoryName } from "../../../src/core/identity/identifier.ts";
import { after, Timestamp } from "../../../src/core/identity/timestamp.ts";

const now = Timestamp.parse("2026-11-20T08:15:00.000Z");
const facts = { now, seed: "k3f9" };
const repository = { id: 7, name: RepositoryName.parse("octo/hello"), installation_id: 42, default_branch: "main" };
const sha = GitSha.parse("a".repeat(40));
const run: FailedRun = { id: 100, attempt: 2, path: ".github/workflows/ci.yml", event: "push", title: "Change", conclusion: "failure", headSha: sha, headBranch: "main", headRepositoryId: 7, pulls: [] };

describe("told instead of GitHub", () => {
  test("a failed run opens a repair for its attempt", () => {
    const told = tellRun(repository, run);
    expect(told.guid).toBe("crawl:run:7:100:2");
    expect(admit({ name: told.event, payload: told.payload }, facts).opens).toMatchObject([
      { key: `7:${sha}:run:100:2`, repair: { subject: { repository, branch: "main", source: { kind: "workflow_run", run_id: 100, run_attempt: 2 }, pull_request: null } } },
    ]);
  });

  test("the pull request that a run names is its own repository's", () => {
    const told = tellRun(repository, { ...run, headBranch: "topic", pulls: [{ number: 3, baseRepositoryId: 99 }, { number: 4, baseRepositoryId: 7 }] });
    expect(admit({ name: told.event, payload: told.payload }, facts).opens).toMatchObject([{ repair: { subject: { pull_request: 4 } } }]);
  });

  test.each([["of a fork", { headRepositoryId: 8 }], ["on a branch of our own", { headBranch: "regreen/fix_1" }], ["of no branch", { headBranch: null }]])("a run %s opens nothing", (_, change) => {
    const told = tellRun(repository, { ...run, ...change });
    expect(admit({ name: told.event, payload: told.payload }, facts).opens).toEqual([]);
  });

  test("another CI's red check and a failing status open one each", () => {
    const head = { sha, branch: "topic", pull: 4 };
    const check = tellCheck(repository, head, { id: 5, name: "quality", appSlug: "circleci-checks", conclusion: "failure" });
    const status = tellStatus(repository, head, { id: 6, context: "ci/legacy", state: "error" });
    expect([check, status].map(({ event, payload }) => admit({ name: event, payload }, facts).opens.map(({ key, repair }) => [key, repair.subject.pull_request]))).toEqual([
      [[`7:${sha}:check:5`, 4]], [[`7:${sha}:status:ci/legacy`, null]],
    ]);
  });
});

test.each([[1, 300], [12, 300], [100, 2_500]])("with %d repositories that have a configuration, the next look is in %d seconds", (watched, seconds) => {
  expect(nextLook(now, { everySeconds: 300, watched })).toBe(after(now, seconds));
});
