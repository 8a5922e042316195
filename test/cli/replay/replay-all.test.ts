import { expect, test } from "@jest/globals";
import { Configuration } from "../../../src/core/configuration/configuration.ts";
import { after } from "../../../src/core/identity/timestamp.ts";
import { RepositoryName } from "../../../src/core/identity/identifier.ts";
import { replayAll, type Rehearsal, type Versions } from "../../../src/cli/replay/replay-all.ts";
import type { ReplayCase } from "../../../src/cli/replay/replay-case.ts";
import { sandbox } from "../../execution/workshop.ts";
import { start } from "../../adapters/store/samples.ts";

const one = (name: string): ReplayCase => ({
  name, source: "recording", reports: [], configuration: Configuration.parse({ version: 1 }), truth: { kind: "open" }, before: { kind: "refused", reason: "r", seconds: 1 },
  others: { steps: [], at: 0 }, layOut: () => Promise.reject(new Error("nothing is laid out: no skill is chosen")),
});
const versions = { present: null, candidate: { skill: { name: "our-spaces" }, skills: [], machine: {} } } as unknown as Versions;

/** Each look at the clock is a hundred seconds after the one before. */
function rehearsal(told: string[], change: Partial<Rehearsal> = {}): Rehearsal {
  let looks = 0;
  return {
    repo: RepositoryName.parse("octo/hello"), sandbox, clock: { now: () => after(start, 100 * looks++), sleep: () => Promise.resolve() }, path: "/usr/bin", registries: {},
    signal: new AbortController().signal, onProgress: () => undefined, seconds: 250, tell: (line) => { told.push(line); }, ...change,
  };
}

test("what is not reached in time is set aside and counted; what was reached is told as it ends", async () => {
  const told: string[] = [];
  const replayed = await replayAll(["a", "b", "c", "d"].map(one), versions, rehearsal(told));
  expect([replayed.cases.map(({ name }) => name), replayed.setAside, replayed.notReached]).toEqual([["a", "b"], ["c", "d"].map((name) => ({ name, reason: "time was up before it was reached" })), 2]);
  expect(told).toEqual(["1/4 a: refused → refused (its log shows no failure)", "2/4 b: refused → refused (its log shows no failure)", "3/4 c: set aside: time was up before it was reached", "4/4 d: set aside: time was up before it was reached"]);
});

test("once it is stopped, nothing more is begun", async () => {
  const stop = new AbortController();
  const replayed = await replayAll(["a", "b"].map(one), versions, rehearsal([], { signal: stop.signal, tell: () => { stop.abort(); } }));
  expect(replayed.cases.map(({ name }) => name)).toEqual(["a"]);
});
