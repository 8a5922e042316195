import { describe, expect, test } from "@jest/globals";
import { after } from "../../../src/core/identity/timestamp.ts";
import { decideStop } from "../../../src/core/repair/decide-stop.ts";
import { openGuard } from "../../../src/core/repair/guard/open-guard.ts";
import { openObservation } from "../../../src/core/log-source/open-observation.ts";
import { at, headSha, repairIn } from "./a-repair.ts";

const { repository } = repairIn("PR").subject;
const guard = openGuard({
  repository, source: { kind: "merge_group", number: 5, head_ref: `refs/heads/gh-readonly-queue/main/pr-5-${headSha}`, base_sha: headSha }, number: 5,
  branch: `gh-readonly-queue/main/pr-5-${headSha}`, baseBranch: "main", baseSha: headSha, headSha,
}, { at, seed: "k3f9" }).opened.repair;
const stopped = (code: string): ReturnType<typeof decideStop> => decideStop({ repair: guard, at, code, reason: "GitHub refused the request as invalid", configuration: null, webUrl: null, history: [] });

describe("a guard that cannot go on", () => {
  test.each(["github-invalid", "bug"])("(%s) looks again in ten minutes: a merge queue waits for its word, and nobody else gives it", (code) => {
    const { repair, due } = stopped(code);
    expect([repair.step, repair.reason, due]).toEqual(["guard", "GitHub refused the request as invalid", after(at, 600)]);
  });
  test.each(["github-forbidden", "github-missing"])("(%s) ends: the App is not there any more", (code) => {
    expect([stopped(code).repair.step, stopped(code).due]).toEqual(["closed", null]);
  });
});

test.each(["github-forbidden", "github-invalid", "bug"] as const)("what watches a log never ends by itself, whatever the fault (%s)", (code) => {
  const { repository } = repairIn("STRATEGIZE").subject;
  const observer = openObservation({ repository, name: "api" }, { at, seed: "abcd" }).opened.repair;
  expect(decideStop({ repair: observer, at, code, reason: "no", configuration: null, webUrl: null, history: [] })).toMatchObject({ repair: { step: "observe" }, due: after(at, 3_600), effects: [] });
});
