import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildPatch, type FileChange } from "../core/fix/render-patch.ts";
import { checkPatch, type PatchCheck } from "../core/fix/check-patch.ts";
import { printPatch } from "../core/fix/print-patch.ts";
import { findingsText } from "../core/fix/finding.ts";
import type { PlanStep } from "../core/fix/plan.ts";
import type { CheckComparison, FixResult } from "../core/fix/result.ts";
import { stillThere } from "../core/fix/still-there.ts";
import { digestOf } from "../core/identity/digest.ts";
import { milliseconds } from "../core/identity/timestamp.ts";
import type { RegistryUse } from "../ports/sandbox.ts";
import { copyCheckout, type CheckoutCopy } from "./copy-checkout.ts";
import type { Execution, ExecutionRequest } from "./execution.ts";
import { findChange } from "./find-change.ts";
import { putPatch } from "./put-patch.ts";
import { Refusal } from "./refusal.ts";
import { rememberGit } from "./remembered-git.ts";
import { runAgain, type Repeated } from "./run-again.ts";
import type { Workplace } from "./run-command.ts";
import { runChecks, type RanCheck } from "./run-checks.ts";
import { runFix } from "./run-fix.ts";
import { markOf } from "./scratch.ts";
import { modulesAbove, setupResults } from "./setup-results.ts";
import { verifyPlan } from "./verify-plan.ts";
import { withFindings } from "./with-findings.ts";

/**
 * Runs a plan on a copy of the checkout, and its fix once more on another, and gives what came of it. Outcomes: `changed` (post-checks passed, contract held), `unchanged`,
 * `failed` (a tool was stopped or a post-check does not pass), `refused` (plan, tool or contract, or other bytes the second time). The checkout is never written.
 * Faults: `checkout-unreadable`, `sandbox-unavailable`.
 */
export async function executePlan(request: ExecutionRequest): Promise<Execution> {
  const started = request.clock.now();
  mkdirSync(request.scratchRoot, { recursive: true });
  const [scratch, second] = [1, 2].map(() => realpathSync(mkdtempSync(join(request.scratchRoot, "scratch-")))) as [string, string];
  const transcript: string[] = [];
  const registryUse: RegistryUse[] = [];
  const checks: CheckComparison[] = [];
  try {
    // The checkout is not written to while a plan is run on copies of it.
    const machine = { ...request.machine, git: rememberGit(request.machine.git) };
    const attempt = await attemptPlan({ request: { ...request, machine, checkout: realpathSync(request.checkout) }, scratch, readable: [], transcript, registryUse }, { second, checks });
    return executionOf({ request, attempt, checks, started, transcript, registryUse });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return executionOf({ request, attempt: { outcome: error.outcome, reason: error.message, change: null, toolMissing: error.toolMissing, setUp: error.setUp }, checks, started, transcript, registryUse });
  } finally {
    for (const folder of [scratch, second]) rmSync(folder, { recursive: true, force: true });
  }
}

interface Change { readonly patch: Uint8Array; readonly check: PatchCheck; readonly base: ReadonlyMap<string, Uint8Array | null> }
interface Attempt { readonly outcome: FixResult["outcome"]; readonly reason: string | null; readonly change: Change | null; readonly partial?: Uint8Array; readonly toolMissing?: boolean; readonly setUp?: boolean; readonly repeated?: Repeated }

/** `second`: an empty folder for the second run. */
async function attemptPlan(empty: Workplace, { second, checks }: { readonly second: string; readonly checks: CheckComparison[] }): Promise<Attempt> {
  const { request, scratch } = empty;
  const { plan, checkout } = request;
  await verifyPlan(plan, checkout, request.machine);
  const [copy, setup] = await Promise.all([copyCheckout(request, scratch), setupResults(checkout, request.machine.git)]);
  const place: Workplace = { ...empty, readable: [...setup.map((path) => join(checkout, path)), ...modulesAbove(checkout)] };
  requireFiles(scratch, plan.steps);
  const before = await runChecks(place, plan);
  await makeChange(place);
  const after = await runChecks(place, plan);
  checks.push(...compare(before, after));
  const changes = await findChange({ scratch, copy, checkout, git: request.machine.git }, setup);
  if (changes.length === 0) return nothingChanged(before, after);
  const failed = after.find((check) => check.outcome.exit !== 0);
  if (failed !== undefined) {
    const reason = `after the fix, ${failed.name} still does not pass: ${failed.outcome.summary}`;
    checks.splice(0, checks.length, ...(await withFindings(before, after)));
    return notHeld(reason, checks, () => judge(request, changes, copy));
  }
  if (request.given !== undefined) return judge(request, changes, copy);
  const repeated = await runAgain({ ...place, scratch: second }, { changes, hidden: setup });
  if (!repeated.same) return { outcome: "refused", reason: otherBytes(repeated), change: null, repeated };
  return { ...(await judge(request, changes, copy)), repeated };
}

async function makeChange(place: Workplace): Promise<void> {
  const { request: { given, plan }, scratch } = place;
  if (given !== undefined) return putPatch(scratch, given);
  for (const step of plan.steps) await runFix(place, step);
}

/** Nobody could say what such a fix will have made where it is looked at again. */
function otherBytes({ different }: Repeated): string {
  const named = different.slice(0, 5).join(", ");
  return `the fix was run twice on the same commit, and made different bytes: ${named}${different.length > 5 ? ` and ${different.length - 5} more` : ""}. What depends on time, chance or order cannot be checked, so nothing of it is taken`;
}

function requireFiles(scratch: string, steps: readonly PlanStep[]): void {
  for (const path of steps.flatMap((step) => step.files)) {
    const file = path.startsWith("/") || path.split("/").includes("..") ? null : markOf(join(scratch, path));
    if (file === null && steps.some((step) => (step.restore !== undefined || step.adds !== undefined) && step.files.includes(path))) continue;
    if (file === null) throw new Refusal("refused", `the plan names ${path}, which is not a file of this commit`);
    if (file.kind !== "file") throw new Refusal("refused", `the plan names ${path}, which is not a regular file: links are never repaired`);
  }
}

/** What was mended in part is shown where what is left was there before, and where the contract was kept: whoever counts failures can look then. */
async function notHeld(reason: string, checks: readonly CheckComparison[], judged: () => Promise<Attempt>): Promise<Attempt> {
  const failed: Attempt = { outcome: "failed", reason, change: null };
  const left = stillThere(checks);
  if (left === null) return failed;
  const { change } = await judged();
  return change === null ? failed : { ...failed, reason: `${reason.replace(/\.$/, "")}. Nothing new: what is left was there before the fix (${findingsText(left)})`, partial: change.patch };
}

function compare(before: readonly RanCheck[], after: readonly RanCheck[]): readonly CheckComparison[] {
  return after.flatMap((check, index) => {
    const earlier = before[index];
    return earlier === undefined ? [] : [{ name: check.name, argv: check.argv, before: earlier.outcome, after: check.outcome }];
  });
}

function nothingChanged(before: readonly RanCheck[], after: readonly RanCheck[]): Attempt {
  const failing = after.find((check) => check.outcome.exit !== 0);
  const reason = failing === undefined
    ? `nothing to do: ${before.map((check) => check.name).join(", ")} passed before the fix`
    : `the fix changed nothing, and ${failing.name} does not pass: ${failing.outcome.summary}`;
  return { outcome: "unchanged", reason, change: null };
}

async function judge(request: ExecutionRequest, changes: readonly FileChange[], copy: CheckoutCopy): Promise<Attempt> {
  const patch = buildPatch(changes);
  const base = new Map(changes.map((change) => [change.path, change.before]));
  const baseModes = new Map(changes.flatMap((change) => (change.before === null ? [] : [[change.path, change.beforeMode] as const])));
  const check = await checkPatch({ plan: request.plan, patch, base, baseModes, syntax: request.syntax, alsoProtected: [], readBase: (path) => Promise.resolve(copy.original(path)), readEarlier: (path, commit) => request.machine.git.fileOf(request.checkout, path, commit) });
  if (check.violations.length > 0) {
    const reasons = [...new Set(check.violations.map((violation) => violation.message))];
    return { outcome: "refused", reason: `the fix did what its contract does not allow: ${reasons.join("; ")}`, change: null };
  }
  return { outcome: "changed", reason: null, change: { patch: printPatch(patch), check, base } };
}

interface Ended {
  readonly request: ExecutionRequest;
  readonly attempt: Attempt;
  readonly checks: CheckComparison[];
  readonly started: ReturnType<ExecutionRequest["clock"]["now"]>;
  readonly transcript: readonly string[];
  readonly registryUse: readonly RegistryUse[];
}

/** As many as a result may name. */
const MOST_NAMED = 100;

function executionOf({ request, attempt, checks, started, transcript, registryUse }: Ended): Execution {
  const { change } = attempt;
  const result: FixResult = {
    version: 1,
    plan_id: request.plan.plan_id,
    nonce: request.plan.nonce,
    outcome: attempt.outcome,
    reason: attempt.reason?.slice(0, 4000) ?? null,
    ...(attempt.setUp === true ? { set_up: true } : {}),
    patch_sha256: change === null ? null : digestOf(change.patch),
    ...(attempt.partial === undefined ? {} : { partial_sha256: digestOf(attempt.partial) }),
    files: change === null ? [] : [...change.check.files],
    checks,
    seconds: (milliseconds(request.clock.now()) - milliseconds(started)) / 1000,
    ...(attempt.repeated === undefined ? {} : { repeated: { ...attempt.repeated, different: attempt.repeated.different.slice(0, MOST_NAMED) } }),
    ...(registryUse.length === 0 ? {} : { network: sumOf(registryUse) }),
    environment: { sandbox: request.sandbox.kind, node: process.version, platform: `${process.platform}-${process.arch}` },
  };
  return { result, toolMissing: attempt.toolMissing ?? false, patch: change?.patch ?? new Uint8Array(), partial: attempt.partial ?? null, contents: change?.check.contents ?? new Map(), base: change?.base ?? new Map(), check: change?.check ?? null, transcript: transcript.join("\n") };
}

function sumOf(uses: readonly RegistryUse[]): NonNullable<FixResult["network"]> {
  const refused = new Map(uses.flatMap((use) => use.refused.map((each) => [each.target, each] as const)));
  return {
    hosts: [...new Set(uses.flatMap(({ hosts }) => hosts))].sort(), received: uses.reduce((sum, use) => sum + use.received, 0), sent: uses.reduce((sum, use) => sum + use.sent, 0),
    refused: [...refused.values()].map(({ target, reason }) => ({ target, reason })),
  };
}
