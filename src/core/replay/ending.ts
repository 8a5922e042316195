/** How a replayed failure ended, held against what is known of it. Pure. */
import type { ChangedFile, FixOutcome } from "../fix/result.ts";
import type { AftermathKind } from "../skill/standing/skill-execution.ts";
import type { KnownRecording } from "./recording.ts";

/** Digest of each changed file's content afterwards; null: deleted. */
export type ChangedTree = Readonly<Record<string, string | null>>;

/**
 * What is known of a failure. `tree`: this change held (post-checks passed, contract kept, nobody took it back). `refusal`: it must not be touched.
 * `rejected`: this change was taken back or declined by a person. `open`: nothing was changed so far, and nobody has said that nothing may be.
 */
export type Truth =
  | { readonly kind: "tree"; readonly files: ChangedTree }
  | { readonly kind: "refusal" }
  | { readonly kind: "rejected"; readonly files: ChangedTree }
  | { readonly kind: "open" };

export interface Ending {
  readonly kind: "fixed" | "wrong" | "refused";
  /** Why it was refused or is wrong, in plain words; empty when fixed. */
  readonly reason: string;
  /** Wall-clock time of the run. */
  readonly seconds: number;
}

export interface Ran {
  readonly outcome: FixOutcome;
  readonly reason: string | null;
  readonly files: ChangedTree;
  readonly seconds: number;
}

export function changedTree(files: readonly Pick<ChangedFile, "path" | "after_sha">[]): ChangedTree {
  return Object.fromEntries(files.map(({ path, after_sha }) => [path, after_sha]));
}

/** A person who closes or reverts a change has said no to it. */
const saidNo: ReadonlySet<AftermathKind> = new Set(["closed", "reverted"]);

export function truthOf({ recording, aftermaths }: KnownRecording): Truth {
  if (recording.result.outcome !== "changed") return { kind: "open" };
  const files = changedTree(recording.changed);
  return aftermaths.some((kind) => saidNo.has(kind)) ? { kind: "rejected", files } : { kind: "tree", files };
}

/** What only rolled back, changed nothing or broke its contract left the tree as it was: that is a refusal with its reason. */
export function endingOf(ran: Ran, truth: Truth): Ending {
  const { outcome, reason, files, seconds } = ran;
  if (outcome !== "changed") return { kind: "refused", reason: reason ?? "", seconds };
  const wrong = whyWrong(files, truth);
  return wrong === null ? { kind: "fixed", reason: "", seconds } : { kind: "wrong", reason: wrong, seconds };
}

function whyWrong(files: ChangedTree, truth: Truth): string | null {
  switch (truth.kind) {
    case "tree": {
      const other = differing(files, truth.files);
      return other.length === 0 ? null : `changed otherwise than the change that held: ${other.slice(0, 3).join(", ")}`;
    }
    case "refusal": return "it was changed, and must be left alone";
    case "rejected": return differing(files, truth.files).length === 0 ? "the same change that was taken back" : null;
    case "open": return null;
    default: return truth satisfies never;
  }
}

function differing(one: ChangedTree, other: ChangedTree): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((path) => one[path] !== other[path] || !(path in one) || !(path in other)).toSorted();
}
