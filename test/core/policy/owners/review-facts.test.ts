import { describe, expect, test } from "@jest/globals";
import { readCodeowners } from "../../../../src/core/policy/owners/codeowners.ts";
import { reviewFacts, whyOwnersUnknown, type GivenReview, type ReviewReading } from "../../../../src/core/policy/owners/review-facts.ts";

const head = "a".repeat(40);
const review = (author: string, change: Partial<GivenReview> = {}): GivenReview => ({ author, authorIsBot: false, state: "APPROVED", commitSha: head, submittedAt: "2026-11-20T08:00:00.000Z", ...change });
const facts = (reviews: readonly GivenReview[], change: Partial<ReviewReading> = {}): ReturnType<typeof reviewFacts> =>
  reviewFacts({ reviews, headSha: head, author: "grace", paths: ["src/a.js"], owners: [], writers: new Map([["ada", true], ["eve", false]]), teams: new Map(), ...change });

describe("an approval counts", () => {
  test("of the head, by a person who may write", () => {
    expect(facts([review("ada")])).toMatchObject({ approvals: 1, approvers: ["ada"] });
  });
});

describe("an approval does not count", () => {
  test.each<readonly [string, readonly GivenReview[], Partial<ReviewReading>]>([
    ["G06: that was given before the last push", [review("ada", { commitSha: "b".repeat(40) })], {}],
    ["G07: of the author", [review("grace")], { writers: new Map([["grace", true]]) }],
    ["G07: of the author in other letters", [review("Grace")], { writers: new Map([["Grace", true]]) }],
    ["G07: of a bot", [review("helper[bot]", { authorIsBot: true })], { writers: new Map([["helper[bot]", true]]) }],
    ["G07: of a bot that GitHub does not call one", [review("helper[bot]")], { writers: new Map([["helper[bot]", true]]) }],
    ["G10: of somebody who may not write", [review("eve")], {}],
    ["G10: of somebody whom GitHub does not know", [review("mallory")], {}],
    ["that was dismissed", [review("ada", { state: "DISMISSED" })], {}],
    ["that the same person took back", [review("ada"), review("ada", { state: "CHANGES_REQUESTED", submittedAt: "2026-11-20T09:00:00.000Z" })], {}],
  ])("%s", (_what, reviews, change) => {
    expect(facts(reviews, change).approvals).toBe(0);
  });
});

test("a remark does not take an approval back", () => {
  expect(facts([review("ada"), review("ada", { state: "COMMENTED", submittedAt: "2026-11-20T09:00:00.000Z" })]).approvals).toBe(1);
});

describe("owners", () => {
  const owners = readCodeowners("*.js @ada @octo/web\n*.md docs@octo.example\n");
  test.each<readonly [string, Partial<ReviewReading>, readonly GivenReview[], readonly string[] | null]>([
    ["an owner has approved", { owners }, [review("ada")], []],
    ["nobody has approved", { owners }, [], ["src/a.js"]],
    ["somebody else has approved, and a team that GitHub does not show owns it too", { owners, writers: new Map([["tom", true]]) }, [review("tom")], null],
    ["a member of the team has approved", { owners, writers: new Map([["tom", true]]), teams: new Map([["@octo/web", ["Tom"]]]) }, [review("tom")], []],
    ["somebody who is in no team has approved", { owners, writers: new Map([["tom", true]]), teams: new Map([["@octo/web", ["ann"]]]) }, [review("tom")], ["src/a.js"]],
    ["an address owns it", { owners, paths: ["a.md"] }, [review("ada")], null],
    ["nobody owns it", { owners, paths: ["a.txt"] }, [], []],
  ])("%s", (_what, change, reviews, missing) => {
    expect(facts(reviews, change).owners_missing).toEqual(missing);
  });
});

test("where a team cannot be looked into, it is said which, and what counts instead; where it is known, nothing is said", () => {
  const reading: ReviewReading = { reviews: [review("tom")], headSha: head, author: "grace", paths: ["src/a.js"], owners: readCodeowners("*.js @ada @octo/web\n"), writers: new Map([["tom", true]]), teams: new Map([["@octo/web", null]]) };
  expect(whyOwnersUnknown(reading)).toBe("who is behind @octo/web GitHub does not tell this App: give it the organisation's permission \"Members: read\", or name a person beside the team in CODEOWNERS, whose approval then counts");
  expect(whyOwnersUnknown({ ...reading, teams: new Map([["@octo/web", ["tom"]]]) })).toBeNull();
});
