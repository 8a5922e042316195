/** An execution is one run of a plan on a checkout: skills in the sandbox, post-checks before and after, the change as bytes. Nothing of the checkout is written. */
import type { PatchCheck } from "../core/fix/check-patch.ts";
import type { Patch } from "../core/fix/patch.ts";
import type { FixPlan } from "../core/fix/plan.ts";
import type { FixResult } from "../core/fix/result.ts";
import type { SyntaxReader } from "../core/fix/syntax.ts";
import type { Clock } from "../ports/clock.ts";
import type { Machine } from "../ports/machine.ts";
import type { Sandbox } from "../ports/sandbox.ts";

export interface ExecutionRequest {
  readonly plan: FixPlan;
  /** Absolute, the root of a git working tree. */
  readonly checkout: string;
  /** Where the content comes from: the commit alone (the fix job), or the working tree with what the user has not committed (the command line). */
  readonly content: "commit" | "working-tree";
  readonly sandbox: Sandbox;
  /** A folder of our own; the scratch copy is made in it and removed at the end. */
  readonly scratchRoot: string;
  readonly clock: Clock;
  readonly machine: Machine;
  /** The `PATH` in which tools are looked for that the checkout does not bring along. */
  readonly path: string;
  /** Null in the fix job: syntax is left to the App's own check. */
  readonly syntax: SyntaxReader | null;
  /** A change that was made before, taken in place of running the fix: post-checks and contract are held against it (replay). Fault `patch-invalid` where it does not fit. */
  readonly given?: Patch;
  readonly signal?: AbortSignal;
  /** Called as each command begins, with what a person wants to read. */
  readonly onProgress?: (what: string) => void;
}

export interface Execution {
  readonly result: FixResult;
  /** True when the outcome is `refused` because a tool is not installed. */
  readonly toolMissing: boolean;
  /** Empty unless the outcome is `changed`. */
  readonly patch: Uint8Array;
  /** Of a fix that did not pass, what it mended; null unless the result names it. */
  readonly partial: Uint8Array | null;
  /** Content after the patch by path; null: deleted. Empty unless the outcome is `changed`. */
  readonly contents: ReadonlyMap<string, Uint8Array | null>;
  /** Content before, of the same paths. */
  readonly base: ReadonlyMap<string, Uint8Array | null>;
  /** What the contract's check found; null unless the outcome is `changed`. */
  readonly check: PatchCheck | null;
  /** What the tools said, command by command, secrets masked: for people. */
  readonly transcript: string;
}
