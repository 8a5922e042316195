import { describe, expect, test } from "@jest/globals";
import { patienceOver, withStillness } from "../../../src/core/repair/patience.ts";
import { draft } from "../../../src/core/repair/draft.ts";
import { after } from "../../../src/core/identity/timestamp.ts";
import type { Repair } from "../../../src/core/repair/repair.ts";
import { at, repairIn } from "./a-repair.ts";

const offer = { branch: "regreen/x", base_branch: "main", base_sha: repairIn(null).subject.head_sha, commit_sha: null, number: 5, url: null, revision: 0 };
const waiting = repairIn("PR", { step: "gate", offer });
const running = repairIn("THINK", { step: "collect" });

/** The repair as it is after looks at these minutes, none of which moved it. */
function lookedAt(repair: Repair, ...minutes: readonly number[]): Repair {
  return minutes.reduce((seen, minute) => withStillness(seen, draft(seen), after(at, minute * 60)).repair, repair);
}

test.each([
  ["89 minutes in a step, looked at every ten", lookedAt(running, 10, 20, 30, 40, 50, 60, 70, 80), 89, null],
  ["90 minutes in a step, looked at every ten", lookedAt(running, 10, 20, 30, 40, 50, 60, 70, 80), 90, "nothing moved for 90 minutes"],
  ["a pull request that waits for people", lookedAt(waiting, 10, 20, 30, 40, 50, 60, 70, 80), 900, null],
  ["two violations", repairIn("PLAN", { violations: 2 }), 0, null],
  ["three violations", repairIn("PLAN", { violations: 3 }), 0, "3 moves were refused"],
])("%s", (_name, repair, minutes, over) => {
  expect(patienceOver(repair, after(at, minutes * 60))).toBe(over);
});

describe("time in which nobody was at work is not the repair's", () => {
  test("after an outage of five hours it goes on where it was", () => {
    expect(patienceOver(lookedAt(running, 10, 20), after(at, 320 * 60))).toBeNull();
  });

  test("and what it had stood still before counts on", () => {
    const back = lookedAt(running, 10, 20, 30, 40, 50, 60, 360);
    expect(back.stood_still).toEqual({ seconds: 80 * 60, at: after(at, 360 * 60) });
    expect(patienceOver(back, after(at, 370 * 60))).toBe("nothing moved for 90 minutes");
  });

  test("but a step that is begun again and again, and never comes to an end, is over in its time", () => {
    expect([8, 9].map((begun) => patienceOver(running, after(at, 91 * 60), begun))).toEqual([null, "nothing moved for 91 minutes"]);
  });

  test("a clock that is set back takes nothing away", () => {
    expect(lookedAt(running, 10, -50).stood_still).toEqual({ seconds: 600, at: after(at, -50 * 60) });
  });
});

test("a look that moves it begins to count anew", () => {
  const moved = { ...running, progressed_at: after(at, 1_200) };
  expect(withStillness(lookedAt(running, 10), draft(moved), after(at, 1_200)).repair.stood_still).toBeUndefined();
});
