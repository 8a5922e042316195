import { expect, test } from "@jest/globals";
import { RequestId } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { saidBefore } from "../../../src/core/request/said-before.ts";

const said = (suffix: string, moment: string, kind: "comment" | "thread" = "comment") => ({ id: RequestId.parse(`req_20261120_081500_${suffix}`), opened_at: Timestamp.parse(`2026-11-20T08:15:${moment}Z`), origin: { kind } });

test("of two edits within a second the one that was told first is before, whatever their ids say", () => {
  const [first, second] = [said("zzzzzzzz", "00.100"), said("aaaaaaaa", "00.900")];
  expect([saidBefore([first, second], second), saidBefore([first, second], first)]).toEqual([[first], []]);
});

test("of two of one moment exactly one sees the other", () => {
  const [one, other] = [said("aaaaaaaa", "00.100"), said("bbbbbbbb", "00.100")];
  expect([saidBefore([one, other], one), saidBefore([one, other], other)]).toEqual([[], [one]]);
});

test("a comment on lines that has the number of another comment is another one", () => {
  expect(saidBefore([said("aaaaaaaa", "00.100", "thread")], said("bbbbbbbb", "00.900"))).toEqual([]);
});
