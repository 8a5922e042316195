import { expect, test } from "@jest/globals";
import { digestOf } from "../../../../src/core/identity/digest.ts";
import { RepositoryName } from "../../../../src/core/identity/identifier.ts";
import { after, type Timestamp } from "../../../../src/core/identity/timestamp.ts";
import { dueReplays, type Contender } from "../../../../src/core/replay/learning/next-replay.ts";
import { signal, type Signal } from "../../../../src/core/replay/learning/signal.ts";
import { ReplayReport } from "../../../../src/core/replay/report.ts";
import { SkillName } from "../../../../src/core/skill/skill.ts";
import { start } from "../../../adapters/store/samples.ts";

const repo = RepositoryName.parse("octo/hello");
const budget = { secondsPerDay: 1800, secondsEach: 600 };
const drifted = signal("drift", "2026-11-20", "it takes longer");
const fell = signal("standing_fell", "exec_20261120_081500_0013", "it was rolled back");
const fresh = signal("new_candidate", "abc", "it was never tried in this repository");
const contender = (name: string, signals: readonly Signal[]): Contender => ({ repo, skill: { name: SkillName.parse(name), digest: digestOf(name) }, folder: `/candidates/${name}/next`, signals });
const tally = { fixed: 0, wrong: 0, refused: 0, seconds: null };
const report = (name: string, change: { readonly because?: readonly Signal[]; readonly at?: Timestamp; readonly seconds?: number } = {}): ReplayReport => ReplayReport.parse({
  version: 1, replay: "replay_20261120_081500_0001", at: start, repo, skill: name, candidate: { version: "1.1.0", digest: digestOf(name) }, present: null, accepted: false, reasons: ["too few"],
  before: tally, present_today: null, after: tally, cases: [], set_aside: [], sandbox: "bubblewrap", seconds: 60, ...change,
});
const due = (contenders: readonly Contender[], history: readonly ReplayReport[]): unknown => dueReplays(contenders, { history, budget, now: start }).map(({ skill, signals, seconds }) => [skill.name, signals.map(({ name }) => name), seconds]);

test("the weightiest signal goes first: a fall, then a drift, then what is new", () => {
  expect(due([contender("a", [fresh]), contender("b", [drifted]), contender("c", [fell, fresh])], [])).toEqual([["c", [fell.name, fresh.name], 600], ["b", [drifted.name], 600], ["a", [fresh.name], 600]]);
});

test("a candidate is tried once for each signal; tried by hand, it is not new any more", () => {
  expect(due([contender("a", [drifted, fresh])], [report("a", { because: [drifted] })])).toEqual([]);
  expect(due([contender("a", [fresh])], [report("a")])).toEqual([]);
  expect(due([contender("a", [fell])], [report("a", { because: [drifted] })])).toEqual([["a", [fell.name], 600]]);
});

test("the day's budget bounds what is begun; replays asked for by hand, and those of the day before, do not count", () => {
  const history = [report("b", { because: [fresh], seconds: 1700 }), report("b", { seconds: 5000 }), report("b", { because: [drifted], seconds: 900, at: after(start, -90_000) })];
  expect(due([contender("a", [fresh])], history)).toEqual([["a", [fresh.name], 100]]);
  expect(due([contender("a", [fresh])], [report("b", { because: [fresh], seconds: 1780 })])).toEqual([]);
});
