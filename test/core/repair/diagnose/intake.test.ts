import { describe, expect, test } from "@jest/globals";
import { Configuration } from "../../../../src/core/configuration/configuration.ts";
import { whyNotOurs, type IntakeFacts } from "../../../../src/core/repair/diagnose/intake.ts";
import type { Repair } from "../../../../src/core/repair/repair.ts";
import { headSha, repairIn } from "../a-repair.ts";

const configured = (settings: object = {}): Configuration => Configuration.parse({ version: 1, ...settings });
const facts: IntakeFacts = { configuration: configured(), branchHead: headSha, pull: null, source: { name: "CI", attempt: 1 } };
const onMain = repairIn(null);
const onPull: Repair = { ...onMain, subject: { ...onMain.subject, branch: "topic", pull_request: 12 } };
const onFork: Repair = { ...onPull, subject: { ...onPull.subject, branch: "fork:9:main", fork: { repository_id: 9, branch: "main" } } };
const pull = { state: "open", draft: false, labels: [] } as const;

describe("ours", () => {
  test.each<[string, Repair, Partial<IntakeFacts>]>([
    ["a red default branch", onMain, {}],
    ["a red release branch", { ...onMain, subject: { ...onMain.subject, branch: "release/2" } }, {}],
    ["a red pull request, whatever its branch is called", onPull, { pull }],
    ["a pull request that gets suggestions", onPull, { pull, configuration: configured({ react: { pull_requests: "suggest" } }) }],
    ["a pull request from a fork", onFork, { pull }],
    ["a draft, where drafts are wanted", onPull, { pull: { ...pull, draft: true }, configuration: configured({ react: { drafts: true } }) }],
    ["a check whose name has a slash", onMain, { source: { name: "CI / lint", attempt: 1 } }],
  ])("%s", (_name, repair, change) => {
    expect(whyNotOurs(repair, { ...facts, ...change })).toBeNull();
  });
});

describe("not ours", () => {
  test.each<[string, Repair, Partial<IntakeFacts>]>([
    ["no configuration", onMain, { configuration: null }],
    ["the repository's configuration says enabled: false", onMain, { configuration: configured({ enabled: false }) }],
    ["the branch topic is not among react.branches", { ...onMain, subject: { ...onMain.subject, branch: "topic" } }, {}],
    ["react.pull_requests is off", onPull, { pull, configuration: configured({ react: { pull_requests: "off" } }) }],
    ["react.forks is off", onFork, { pull, configuration: configured({ react: { forks: "off" } }) }],
    ["no open pull request of the fork has this commit", onFork, { branchHead: null }],
    ["the pull request is a draft", onPull, { pull: { ...pull, draft: true } }],
    ["the pull request carries the label no-autofix", onPull, { pull: { ...pull, labels: ["no-autofix"] } }],
    ["pull request #12 is closed", onPull, { pull: { ...pull, state: "closed" } }],
    ["the branch main was deleted", onMain, { branchHead: null }],
    ["the branch main has moved on: its new head has runs of its own", onMain, { branchHead: "f".repeat(40) as typeof headSha }],
    ["it was run again: that attempt tells how it ended", onMain, { source: { name: "CI", attempt: 2 } }],
    ["the status was posted again since: it says success", onMain, { source: { name: "ci/jenkins", attempt: 1, now: "success" } }],
    ["the check CI is not one to react to", onMain, { configuration: configured({ react: { checks: ["build*"] } }) }],
  ])("%s", (reason, repair, change) => {
    expect(whyNotOurs(repair, { ...facts, ...change })).toBe(reason);
  });
});
