/** The real OPA as a further decision point: what it says counts, and its silence is a deny. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { openOpa } from "../../src/adapters/opa/opa-server.ts";
import { readBuiltInPacks } from "../../src/adapters/policies/read-packs.ts";
import { readYaml } from "../../src/core/configuration/read-yaml.ts";
import { CasesText } from "../../src/core/policy/run-cases.ts";
import { builtInPolicies } from "../../src/adapters/policies/read-packs.ts";
import { evaluateGate } from "../../src/core/policy/evaluate-gate.ts";
import type { Facts } from "../../src/core/policy/facts.ts";
import { withSecondOpinion } from "../../src/core/policy/second-opinion.ts";
import type { GitSha } from "../../src/core/identity/identifier.ts";
import { readFileSync } from "node:fs";
import type { Repair } from "../../src/core/repair/repair.ts";
import { openBenchTop } from "../worker/bench-top.ts";
import { endFixJob, failOn, runCompleted } from "../worker/red-repository.ts";
import { findGo } from "./tools/go.ts";
import { installOpa } from "./tools/opa.ts";

jest.setTimeout(1_800_000);

const rego = `package regreen

import rego.v1

default merge := {"allow": false, "reasons": ["nothing allows it"]}

merge := {"allow": true, "reasons": []} if {
	input.gate == "merge"
	count(deny) == 0
}

merge := {"allow": false, "reasons": sort([reason | some reason in deny])} if count(deny) > 0

deny contains "no change on a Friday" if input.facts.now.weekday == 5

deny contains sprintf("%d lines are too many", [input.facts.pull.changed_lines]) if input.facts.pull.changed_lines > 100

plain := input.facts.pull.changed_lines < 50

wrong := "yes"
`;

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const SHA = "a".repeat(40) as GitSha;
/** Written before Regreen asked at proposals: it takes every question for a merge. */
const old = `package old

import rego.v1

default merge := false

merge if count(input.facts.checks.failed) == 0
`;
const example = join(import.meta.dirname, "../../docs/opa");

let program = "";
let folder = "";
let server: ChildProcess;
let url = "";
let good: Facts;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => { probe.listen(0, "127.0.0.1", resolve); });
  const address = probe.address();
  await new Promise((resolve) => { probe.close(resolve); });
  return typeof address === "object" && address !== null ? address.port : 0;
}

beforeAll(async () => {
  program = await installOpa(await findGo());
  folder = mkdtempSync(join(tmpdir(), "regreen-opa-"));
  writeFileSync(join(folder, "regreen.rego"), rego);
  writeFileSync(join(folder, "old.rego"), old);
  writeFileSync(join(folder, "example.rego"), readFileSync(join(example, "regreen.rego"), "utf8").replace("package regreen", "package example"));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = spawn(program, ["run", "--server", "--addr", `127.0.0.1:${port}`, "--log-level", "error", "--disable-telemetry", folder], { stdio: "ignore" });
  for (let tries = 0; tries < 200 && !(await fetch(`${url}/health`).then((answer) => answer.ok, () => false)); tries += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
  const cases = readYaml(readFileSync(join(builtInPolicies(), "default.cases.yml"), "utf8"), CasesText);
  if (!cases.ok) throw new Error("no cases");
  good = { ...cases.value.facts, now: { weekday: 2, hour: 9 } };
});
afterAll(() => {
  server.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

/** A repair on a worker that asks this very server; up to the pull request, or to a person. */
async function mendedUnder(path: string): Promise<Repair> {
  const bench = await openBenchTop({ decisionPoint: openOpa({ url, path, log: quiet }) });
  try {
    failOn(bench.cell);
    await bench.tell("workflow_run", runCompleted(bench.cell, 900));
    await bench.until(() => bench.cell.read().runs.some(({ status }) => status === "queued"));
    await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell)));
    return await bench.until(({ step, offer, reason }) => step === "closed" || (offer?.number === 1 && /decision/.test(reason ?? "")));
  } finally {
    await bench.close();
  }
}

test("the documented example holds by its own tests", () => {
  expect(execFileSync(program, ["test", example], { encoding: "utf8" })).toMatch(/^PASS: 5\/5$/m);
});

test("under the documented example a change is proposed without checks, and denied as a merge while there are none", async () => {
  expect(await mendedUnder("example/merge")).toMatchObject({ step: "gate", offer: { number: 1 }, reason: "Denied by decision." });
});

test("an old policy that takes a proposal for a merge keeps it from being proposed, and people are told which gate it was and what is null there", async () => {
  expect(await mendedUnder("old/merge")).toMatchObject({ step: "closed", status: "escalated", offer: null, reason: expect.stringMatching(/asked with `gate` "propose", before there is a pull request, so `checks`, `reviews` and `head` are null/) });
});

const ask = (facts: Facts, path = "regreen/merge", at = url): ReturnType<ReturnType<typeof openOpa>["decide"]> => openOpa({ url: at, path, log: quiet }).decide({ gate: "merge", facts });

test("it allows what its rules allow", async () => {
  expect(await ask(good)).toEqual({ kind: "allow" });
});

test("it denies with its reasons", async () => {
  expect(await ask({ ...good, now: { weekday: 5, hour: 9 }, pull: { ...good.pull, changed_lines: 101 } })).toEqual({ kind: "deny", reasons: ["101 lines are too many", "no change on a Friday"] });
});

test("a rule that gives true or false is a decision too", async () => {
  expect([await ask(good, "regreen/plain"), await ask({ ...good, pull: { ...good.pull, changed_lines: 60 } }, "regreen/plain")]).toEqual([{ kind: "allow" }, { kind: "deny", reasons: [] }]);
});

test.each([["a rule that is not there", "regreen/nothing"], ["a rule that gives something else", "regreen/wrong"]])("silence: %s", async (_what, path) => {
  expect(await ask(good, path)).toEqual({ kind: "silent", problem: "its answer is no decision" });
});

test("silence: a server that is not there", async () => {
  expect(await ask(good, "regreen/merge", `http://127.0.0.1:${await freePort()}`)).toMatchObject({ kind: "silent" });
});

test("what our own rules allow is denied where it denies or is silent, and what they deny is not allowed by it", async () => {
  const packs = await readBuiltInPacks(["default"]);
  const verdict = (facts: Facts): ReturnType<typeof evaluateGate> => evaluateGate({ gate: "merge", packs, facts, head_sha: SHA, base_sha: SHA });
  const friday = { ...good, now: { weekday: 5, hour: 9 } };
  const draft = { ...good, pull: { ...good.pull, mergeable: false } };
  expect([
    withSecondOpinion(verdict(good), await ask(good)).answer, withSecondOpinion(verdict(friday), await ask(friday)).answer,
    withSecondOpinion(verdict(good), await ask(good, "regreen/nothing")).answer, withSecondOpinion(verdict(draft), await ask(draft)).answer,
  ]).toEqual(["allow", "deny", "deny", "deny"]);
});
