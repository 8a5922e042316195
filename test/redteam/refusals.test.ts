/** Every call that a repair makes, refused for good in every way: the repair ends with its reason, is not tried for ever, and does nothing twice (attack R11). */
import { afterEach, describe, expect, jest, test } from "@jest/globals";
import type { FaultCode } from "../../src/core/fault/catalogue.ts";
import { Fault } from "../../src/core/fault/fault.ts";
import { verifyLedger } from "../../src/core/ledger/verify-ledger.ts";
import type { Effect } from "../../src/core/repair/effect.ts";
import type { Repair } from "../../src/core/repair/repair.ts";
import type { GitHubReader, GitHubWriter } from "../../src/ports/github.ts";
import { createTravellingClock } from "../flow/travelling-clock.ts";
import { openBenchTop, type BenchTop, type BenchTopOptions } from "../worker/bench-top.ts";
import { endFixJob, failOn, lintLog, runCompleted, typeLog } from "../worker/red-repository.ts";

const reads = ["file", "workflowRun", "branchHead", "jobs", "jobLog", "artifact", "pullRequest", "requiredChecks", "checkRuns", "workflowRunsOf"] as const satisfies readonly (keyof GitHubReader)[];
const effects = ["dispatch_fix", "push_commit", "open_pull_request", "post_check", "store_evidence", "upsert_issue"] as const satisfies readonly Effect["kind"][];
const codes = ["github-forbidden", "github-missing", "github-invalid", "github-conflict"] as const satisfies readonly FaultCode[];
/** More would be trying for ever: eight attempts of each of the story's steps that make the call. */
const MOST_CALLS = 60;
/** Each look is a minute of the story's time or more. */
const QUIET_LOOKS = 8;

jest.setTimeout(60_000);

let top: BenchTop | null = null;
let hurry: ReturnType<typeof setInterval> | undefined;
afterEach(async () => {
  clearInterval(hurry);
  await top?.close();
  top = null;
});

interface Refusing { readonly options: BenchTopOptions; readonly calls: () => number }

function refusingReads(method: (typeof reads)[number], code: FaultCode): Refusing {
  let calls = 0;
  const refuse = (): never => {
    calls += 1;
    throw new Fault(code, { detail: `${method} is refused` });
  };
  const reader = (real: GitHubReader): GitHubReader => ({ ...real, [method]: method === "jobLog" ? (async function* () { yield await Promise.resolve().then(refuse); }) : () => Promise.resolve().then(refuse) });
  return { options: { reader }, calls: () => calls };
}

function refusingWrites(kind: (typeof effects)[number], code: FaultCode): Refusing {
  let calls = 0;
  const writer = (real: GitHubWriter): GitHubWriter => ({
    perform: (repository, effect) => {
      if (effect.kind !== kind) return real.perform(repository, effect);
      calls += 1;
      return Promise.reject(new Fault(code, { detail: `${kind} is refused` }));
    },
  });
  return { options: { writer }, calls: () => calls };
}

/** A run that failed in two jobs, of which a skill covers one; played until nothing moves any more. Gives the repairs. */
async function play({ options, calls }: Refusing): Promise<{ readonly bench: BenchTop; readonly repairs: readonly Repair[] }> {
  const clock = createTravellingClock();
  const bench = await openBenchTop({ ...options, clock });
  top = bench;
  hurry = setInterval(() => clock.forward(20), 2);
  failOn(bench.cell, { logs: { lint: lintLog, types: typeLog } });
  await bench.tell("workflow_run", runCompleted(bench.cell, 900));
  const deadline = performance.now() + 30_000;
  for (let quiet = 0; ;) {
    if (bench.cell.read().runs.some(({ status }) => status === "queued")) await bench.tell("workflow_run", runCompleted(bench.cell, await endFixJob(bench.cell)));
    const repairs = await bench.store.repairs.list({ most: 10 });
    const { waiting } = await bench.store.outbox.count();
    const still = repairs.length > 0 && waiting === 0 && calls() > 0 && repairs.every(({ step, offer }) => step === "closed" || offer?.number != null);
    quiet = still ? quiet + 1 : 0;
    if (quiet === QUIET_LOOKS) return { bench, repairs };
    if (performance.now() > deadline) throw new Error(`still moving: ${JSON.stringify(repairs.map(({ step, status, reason, attempts }) => ({ step, status, reason, attempts })))}`);
    await new Promise((resolve) => { setTimeout(resolve, 4); });
  }
}

async function expectSound({ bench, repairs }: { readonly bench: BenchTop; readonly repairs: readonly Repair[] }, calls: number): Promise<void> {
  expect(calls).toBeLessThan(MOST_CALLS);
  for (const { step, reason } of repairs) if (step === "closed") expect(reason).toMatch(/\w/);
  const state = bench.cell.read();
  expect(state.pulls.length).toBeLessThanOrEqual(1);
  expect(new Set(state.issues.map(({ marker }) => marker)).size).toBe(state.issues.length);
  expect(await verifyLedger(bench.store.ledger.read(1), null)).toMatchObject({ holds: true });
}

describe.each(codes)("%s", (code) => {
  test.each(reads)("to reading %s", async (method) => {
    const refusing = refusingReads(method, code);
    await expectSound(await play(refusing), refusing.calls());
  });

  test.each(effects)("to %s", async (kind) => {
    const refusing = refusingWrites(kind, code);
    await expectSound(await play(refusing), refusing.calls());
  });
});
