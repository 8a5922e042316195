import { expect, test } from "@jest/globals";
import { BothEnds } from "../../../src/core/failure/both-ends.ts";

test("keeps everything while there is room, and says that nothing was dropped", () => {
  const list = new BothEnds<number>({ first: 3, last: 2 });
  for (let item = 1; item <= 5; item++) list.push(item);
  expect([list.toArray(), list.dropped]).toEqual([[1, 2, 3, 4, 5], 0]);
});

test("keeps the beginning and at least the last items of a long list, and counts what went", () => {
  const list = new BothEnds<number>({ first: 3, last: 2 });
  for (let item = 1; item <= 1000; item++) list.push(item);
  const kept = list.toArray();
  expect(kept.slice(0, 3)).toEqual([1, 2, 3]);
  expect(kept.slice(-2)).toEqual([999, 1000]);
  expect(kept.length + list.dropped).toBe(1000);
});
