import { describe, expect, test } from "@jest/globals";
import { admit } from "../../../src/core/event/admit.ts";
import { envelope, facts } from "./deliveries.ts";

const octo = { login: "octocat", type: "User" };

function comment(change: object = {}): object {
  const { comment: written, ...rest } = change as { readonly comment?: object };
  return { action: "created", ...envelope, sender: octo, issue: { number: 7, pull_request: { url: "http://169.254.169.254/" } }, comment: { id: 31, body: "/autofix", user: octo, performed_via_github_app: null, ...written }, ...rest };
}

describe("a comment", () => {
  test("with a command opens one request of its writer, under a key that its words give", () => {
    const { requests, opens, ignored } = admit({ name: "issue_comment", payload: comment({ comment: { body: "Please\r\n/autofix  lint\r\n" } }) }, facts);
    expect([opens, ignored]).toEqual([[], null]);
    expect(requests).toMatchObject([{
      key: expect.stringMatching(/^7:comment:31:[0-9a-f]{64}$/),
      request: { id: "req_20261120_213000_k3f9", actor: "octocat", machine: false, lines: ["/autofix lint"], origin: { kind: "comment", comment_id: 31, number: 7, pull: true }, state: "asked" },
      entry: { kind: "human_decision", repair: null, payload: { decision: "asked", by: "octocat" } },
    }]);
  });

  test("on an issue is of no pull request", () => {
    expect(admit({ name: "issue_comment", payload: comment({ issue: { number: 8 } }) }, facts).requests?.[0]?.request.origin).toMatchObject({ number: 8, pull: false });
  });

  test("that its writer edits asks for what the edit added", () => {
    const payload = comment({ action: "edited", changes: { body: { from: "/autofix lint" } }, comment: { body: "/autofix lint\n/autofix format" } });
    expect(admit({ name: "issue_comment", payload }, facts).requests?.[0]?.request.lines).toEqual(["/autofix format"]);
  });

  test.each<readonly [string, object, RegExp]>([
    ["of a bot", { comment: { user: { login: "dependabot[bot]", type: "Bot" } } }, /an App wrote/],
    ["written by an App in a person's name", { comment: { performed_via_github_app: { id: 3 } } }, /an App wrote/],
    ["that an App told", { sender: { login: "helper[bot]", type: "Bot" } }, /an App wrote/],
    ["that somebody else edited", { action: "edited", sender: { login: "mallory", type: "User" }, changes: { body: { from: "" } } }, /somebody else edited/],
    ["edited without a change of its text", { action: "edited", changes: {} }, /did not change/],
    ["that was deleted", { action: "deleted" }, /taken away/],
    ["of an account that is gone", { comment: { user: null } }, /no account/],
    ["without a command", { comment: { body: "`/autofix` is nice" } }, /without a command/],
    ["without a body", { comment: { body: null } }, /without a command/],
    ["of the wrong shape", { comment: { id: "31" } }, /wrong shape/],
    ["of no installation", { installation: null }, /wrong shape/],
  ])("%s asks for nothing", (_, change, reason) => {
    const admission = admit({ name: "issue_comment", payload: comment(change) }, facts);
    expect([admission.requests, admission.ignored]).toEqual([undefined, expect.stringMatching(reason)]);
  });
});

describe("a dispatch from outside", () => {
  const dispatch = (client_payload: unknown, change: object = {}): object => ({ action: "regreen", ...envelope, branch: "main", client_payload, sender: octo, ...change });
  const asked = { version: 1, id: "nightly-1", commands: ["lint --scan"], pull: 7 };

  test("asks once for each id that its sender gives it", () => {
    const [one, two, other] = [asked, asked, { ...asked, id: "nightly-2" }].map((payload) => admit({ name: "repository_dispatch", payload: dispatch(payload) }, facts).requests?.[0]);
    expect(one?.request).toMatchObject({ origin: { kind: "dispatch", number: 7 }, lines: ["lint --scan"], machine: false, dry_run: false });
    expect([one?.key === two?.key, one?.key === other?.key]).toEqual([true, false]);
  });

  test("by an App is a machine's word", () => {
    expect(admit({ name: "repository_dispatch", payload: dispatch(asked, { sender: { login: "github-actions[bot]", type: "Bot" } }) }, facts).requests?.[0]?.request).toMatchObject({ machine: true });
  });

  test.each<readonly [string, unknown, object]>([
    ["of another type", asked, { action: "deploy" }], ["with a key that is not known", { ...asked, shell: "rm" }, {}], ["without an id", { ...asked, id: undefined }, {}], ["with too much", { ...asked, commands: Array.from({ length: 11 }, () => "lint") }, {}], ["with no payload", null, {}],
  ])("%s asks for nothing", (_, payload, change) => {
    expect(admit({ name: "repository_dispatch", payload: dispatch(payload, change) }, facts).requests).toBeUndefined();
  });
});
