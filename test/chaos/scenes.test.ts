/** Stories that did not hold once, each set up by what strikes and where: seeds tell others as soon as a story is added. */
import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Act } from "../simulation/act.ts";
import { undisturbed, type Draw } from "../simulation/draw.ts";
import { plots, type Plot } from "../simulation/plot.ts";
import type { Call } from "../simulation/process.ts";
import { openSimulation, type Simulation } from "../simulation/run-seeds.ts";

let simulation: Simulation;
beforeAll(async () => { simulation = await openSimulation(); });

function plotOf(name: string): Plot {
  return plots.find((plot) => plot.name === name) ?? (() => { throw new Error(`there is no story ${name}`); })();
}

/** These strike the n-th call of this name. */
function at(name: string, acts: readonly Act[], nth = 1): (call: Call) => readonly Act[] {
  let seen = 0;
  return (call) => (call.name === name && ++seen === nth ? acts : []);
}

async function broken(name: string, change: Partial<Draw>): Promise<readonly string[]> {
  return (await simulation.play({ ...undisturbed(plotOf(name)), ...change })).broken;
}

const DISPATCH = "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches";
const killed: Act = { kind: "kill", when: "after", restartSeconds: 0 };
const anHour: Act = { kind: "clock-set", seconds: 3600 };
const refusal = (status: number): Act => ({ kind: "github", when: "before", status, message: "Validation Failed", headers: {} });
const outage: Act = { kind: "outage", seconds: 4.5 * 3600 };

describe("a dispatch whose answer is lost, where GitHub lists the run 15 s late, is not made twice", () => {
  test.each<readonly [string, readonly Act[]]>([
    ["its process is killed", [killed]],
    ["its process is killed, and the clock set an hour forward ends the lease", [anHour, killed]],
    ["the answer is a 502", [{ kind: "github", when: "after", status: 502, message: "Bad Gateway", headers: {} }]],
  ])("%s", async (_name, acts) => {
    expect(await broken("merged", { listLag: 15, scene: at(DISPATCH, acts) })).toEqual([]);
  });

  test("nor where the clock is set while the effect is put off after a 502", async () => {
    const [lost, after] = [at(DISPATCH, [{ kind: "github", when: "after", status: 502, message: "Bad Gateway", headers: {} }]), at("outbox.postpone", [anHour, killed])];
    expect(await broken("merged", { listLag: 15, scene: (call) => [...lost(call), ...after(call)] })).toEqual([]);
  });
});

describe("time in which nobody was at work hands nothing to a person", () => {
  test("a process that starts again by a clock that is two hours ahead", async () => {
    expect(await broken("merged", { scene: at("artifact", [anHour, anHour, killed]) })).toEqual([]);
  });

  test.each([["before the fix job is begun", DISPATCH], ["while its result is read", "artifact"], ["while the offer is made", "POST /repos/{owner}/{repo}/pulls"]])("an outage of 4.5 hours %s", async (_when, name) => {
    expect(await broken("merged", { crawls: true, scene: at(name, [outage]) })).toEqual([]);
  });
});

describe("what no delivery told", () => {
  test("a failed run whose delivery never comes is found within minutes, and mended", async () => {
    const { broken: what, knownAfter } = await simulation.play({ ...undisturbed(plotOf("merged")), crawls: true, firstLost: true });
    expect(what).toEqual([]);
    expect(knownAfter).toBeLessThan(360);
  });

  test("one that fails while nobody is there for 4.5 hours is found afterwards", async () => {
    const { broken: what, knownAfter } = await simulation.play({ ...undisturbed(plotOf("merged")), crawls: true, firstLost: true, acts: new Map([[1, [outage]]]) });
    expect(what).toEqual([]);
    expect((knownAfter ?? Infinity) - 4.5 * 3600).toBeLessThan(60);
  });
});

test("killed before and after each of its calls, an onboarding asks the repository by exactly one pull request", async () => {
  const { calls, broken: what } = await simulation.killAtEach(undisturbed(plotOf("installed, and not wanted")));
  expect(what).toEqual([]);
  expect(calls).toBeGreaterThan(60);
});

test.each([["POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"], ["POST /repos/{owner}/{repo}/issues/{issue_number}/comments"]])("killed after %s, a command is answered once", async (name) => {
  expect(await broken("asked for in a comment", { scene: at(name, [killed]) })).toEqual([]);
});

test("a person who asks while the repair of the same run has not yet looked at the settings, and then leaves it aside, is not forgotten", async () => {
  expect(await broken("asked for by a dispatch", { acts: new Map([[1, [{ kind: "pause", seconds: 120 }]]]) })).toEqual([]);
});

test("the issue of a failure is closed though its green run was told before the repair that wrote it had come to its end", async () => {
  expect(await broken("mended after it was handed over", { scene: at("outbox.settle", [{ kind: "pause", seconds: 250 }]) })).toEqual([]);
});

describe("GitHub answers one call with 422, and the story ends well all the same", () => {
  test.each([
    ["merged", "POST /repos/{owner}/{repo}/git/trees"], ["merged", "POST /repos/{owner}/{repo}/git/commits"], ["merged", "POST /repos/{owner}/{repo}/git/blobs"], ["merged", "POST /repos/{owner}/{repo}/check-runs"],
    ["declined", "GET /repos/{owner}/{repo}/collaborators/{username}/permission"], ["declined", "GET /repos/{owner}/{repo}/issues/{issue_number}/comments"], ["guarded", "GET /repos/{owner}/{repo}/git/trees/{tree_sha}"], ["through a merge queue", "GET /repos/{owner}/{repo}/git/trees/{tree_sha}"],
  ])("%s: %s", async (plot, name) => {
    for (const nth of [1, 2, 3]) expect([nth, await broken(plot, { scene: at(name, [refusal(422)], nth) })]).toEqual([nth, []]);
  });
});
