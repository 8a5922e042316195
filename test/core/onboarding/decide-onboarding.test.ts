/** The decisions of an onboarding, one by one. */
import { describe, expect, test } from "@jest/globals";
import type { GitSha } from "../../../src/core/identity/identifier.ts";
import { after, type Timestamp } from "../../../src/core/identity/timestamp.ts";
import { decideAnswer, decideAsk, decideRead, decideSurvey, leftUnread, outOfTime, whySilent, type Answer, type Standing } from "../../../src/core/onboarding/decide-onboarding.ts";
import { openOnboardings } from "../../../src/core/onboarding/onboarding.ts";
import { unreadAccount } from "../../../src/core/onboarding/past/run-account.ts";
import { decideStop } from "../../../src/core/repair/decide-stop.ts";
import { Effect } from "../../../src/core/repair/effect.ts";
import { patienceOver } from "../../../src/core/repair/patience.ts";
import { Repair } from "../../../src/core/repair/repair.ts";

const at = "2026-11-20T08:15:00.000Z" as Timestamp;
const head = "a".repeat(40) as GitSha;
const [opening] = openOnboardings({ installationId: 42, repositories: [{ id: 7, full_name: "octo/hello" }] }, { at, seed: "k3f9" });
if (opening === undefined) throw new Error("nothing was opened");
const begun = Repair.parse(opening.opened.repair);
const standing: Standing = { defaultBranch: "trunk", archived: false, fork: false, head, configured: false, organisation: null, asked: [] };
const failed = [1, 2, 3].map((id) => ({ id, createdAt: at, name: "CI", headBranch: "trunk" }));
const surveyed = decideSurvey(begun, { standing, looked: 50, failed }, at).repair;

describe("nobody is asked", () => {
  test.each<readonly [string, Standing | null]>([
    ["the App does not reach the repository any more", null],
    ["the repository is archived", { ...standing, archived: true }],
    ["the repository is a fork", { ...standing, fork: true }],
    ["the repository is empty", { ...standing, head: null }],
    ["there is a .github/regreen.yml already", { ...standing, configured: true }],
    ["the organisation's .github repository says enabled: false", { ...standing, organisation: { enabled: false, dryRun: false } }],
    ["the organisation's .github repository says dry_run: true", { ...standing, organisation: { enabled: true, dryRun: true } }],
    ["it was asked before, and the pull request was closed", { ...standing, asked: [{ state: "closed", merged: false, number: 4 }] }],
  ])("%s", (why, found) => { expect(whySilent(found)).toBe(why); });

  test("an open one of ours is no reason: it is adopted", () => { expect(whySilent({ ...standing, asked: [{ state: "open", merged: false, number: 4 }] })).toBeNull(); });
});

test("the first look names branch and commit, and which runs are to be read", () => {
  expect(Repair.parse(surveyed)).toMatchObject({ subject: { branch: "trunk", head_sha: head, repository: { default_branch: "trunk" } }, onboarding: { looked: 50, unread: [1, 2, 3], runs: [] }, reason: "reading logs: 0 of 3 failed runs read" });
});

test("what was read is kept, the rest is read next, and how far it is is said", () => {
  const decision = decideRead(surveyed, failed.slice(0, 2).map((run) => unreadAccount(run, "gone")), at);
  expect(decision.repair.onboarding).toMatchObject({ unread: [3], runs: [{ run_id: 1 }, { run_id: 2 }] });
  expect([decision.due, decision.repair.reason]).toEqual([at, "reading logs: 2 of 3 failed runs read"]);
});

test("after an hour the rest is told as not read", () => {
  expect([outOfTime(begun, after(at, 3_600)), outOfTime(begun, after(at, 3_601))]).toEqual([false, true]);
  expect(leftUnread(surveyed, at).map(({ run_id, answer }) => [run_id, answer])).toEqual([[1, "unread"], [2, "unread"], [3, "unread"]]);
});

const asked = decideAsk(surveyed, { title: "Set up Regreen", body: "<!-- regreen:onboarding -->", configuration: "version: 1\n", head }, at);

test("one commit with one file, on a branch of our own, and one pull request: under keys that are asked once", () => {
  expect(asked.effects.map(({ effect }) => Effect.parse(effect))).toMatchObject([
    { kind: "push_commit", branch: "regreen/onboarding", parent_sha: head, files: [{ path: ".github/regreen.yml", mode: "100644" }] },
    { kind: "open_pull_request", head: "regreen/onboarding", base: "trunk", labels: [], marker: "<!-- regreen:onboarding -->" },
  ]);
  expect(asked.effects.map(({ key }) => key)).toEqual([`${begun.id}:onboarding:commit`, `${begun.id}:onboarding:pull`]);
});

describe("what came of it", () => {
  const receipts: Answer["receipts"] = [{ kind: "push_commit", commit_sha: head }, { kind: "open_pull_request", number: 4, url: "https://github.example/octo/hello/pull/4" }];
  const open = decideAnswer(asked.repair, { receipts, unfinished: 0, pull: null }, at).repair;
  const answered = (pull: Answer["pull"]): Repair => decideAnswer(open, { receipts, unfinished: 0, pull }, at).repair;

  test("opened, its number is kept, so that events about it wake this", () => { expect(open).toMatchObject({ step: "onboard", status: "proposed", offer: { number: 4, commit_sha: head } }); });
  test("open, it waits for a person", () => { expect(answered({ state: "open", merged: false })).toMatchObject({ step: "onboard", reason: expect.stringContaining("waits for a person: of the last 50 runs") }); });
  test("merged, it is on", () => { expect(answered({ state: "closed", merged: true })).toMatchObject({ step: "closed", status: "merged" }); });
  test("closed, it is off", () => { expect(answered({ state: "closed", merged: false })).toMatchObject({ step: "closed", status: "closed", reason: expect.stringContaining("asks no more") }); });
  test("while something is being written it rests", () => { expect(decideAnswer(asked.repair, { receipts: [], unfinished: 2, pull: null }, at)).toMatchObject({ due: null, repair: { step: "onboard" } }); });
  test("refused by GitHub, it ends and tells nobody", () => {
    const decision = decideAnswer(asked.repair, { receipts: [{ kind: "refused", code: "github-forbidden", message: "branch is protected" }], unfinished: 0, pull: null }, at);
    expect([decision.repair.status, decision.effects]).toEqual(["failed", []]);
  });
});

test("it is no repair: patience is no matter, and a stop writes no issue", () => {
  expect(patienceOver({ ...surveyed, violations: 5 }, after(at, 86_400))).toBeNull();
  const stopped = decideStop({ repair: surveyed, at, code: "bug", reason: "a bug", configuration: null, webUrl: null, history: [] });
  expect([stopped.repair.step, stopped.effects]).toEqual(["closed", []]);
});
