import { Buffer } from "node:buffer";
import type { FixResult } from "../core/fix/result.ts";
import type { FileChange } from "../core/fix/render-patch.ts";
import { milliseconds } from "../core/identity/timestamp.ts";
import { copyCheckout } from "./copy-checkout.ts";
import { findChange } from "./find-change.ts";
import type { Workplace } from "./run-command.ts";
import { runFix } from "./run-fix.ts";

export type Repeated = NonNullable<FixResult["repeated"]>;

/** What the first run made, and what is hidden from both. */
export interface FirstRun { readonly changes: readonly FileChange[]; readonly hidden: readonly string[] }

/**
 * Runs the fix of every step once more, in a fresh scratch (`place.scratch`, empty) from the same base: a fix is a function of the commit, or it is none (row E9).
 * Only the fix: its post-checks have spoken about these very bytes. No skill may leave it out, and each command has its own limits again. Throws Refusal where a command is stopped.
 */
export async function runAgain(place: Workplace, { changes, hidden }: FirstRun): Promise<Repeated> {
  const { request, scratch, transcript } = place;
  const started = request.clock.now();
  transcript.push("Once more on a fresh copy, to see that it makes the same bytes:\n");
  const quiet: Workplace = { ...place, request: { ...request, onProgress: (what) => { request.onProgress?.(`${what} (again)`); } } };
  const copy = await copyCheckout(request, scratch);
  for (const step of request.plan.steps) await runFix(quiet, step);
  const again = await findChange({ scratch, copy, checkout: request.checkout, git: request.machine.git }, hidden);
  const different = differing(changes, again);
  return { same: different.length === 0, different: [...different], seconds: (milliseconds(request.clock.now()) - milliseconds(started)) / 1000 };
}

/** Paths that one of them does not have, or has with other bytes or another mode; sorted. */
function differing(one: readonly FileChange[], other: readonly FileChange[]): readonly string[] {
  const [first, second] = [one, other].map((changes) => new Map(changes.map((change) => [change.path, change]))) as [Map<string, FileChange>, Map<string, FileChange>];
  return [...new Set([...first.keys(), ...second.keys()])].filter((path) => !isSame(first.get(path), second.get(path))).toSorted();
}

function isSame(one: FileChange | undefined, other: FileChange | undefined): boolean {
  if (one === undefined || other === undefined || one.afterMode !== other.afterMode) return false;
  if (one.after === null || other.after === null) return one.after === other.after;
  return Buffer.compare(one.after, other.after) === 0;
}
