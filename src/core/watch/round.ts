/**
 * What `regreen watch` decides in a round, pure: which failures may be tried (at most so often each, and never again once mended), and whether what a
 * fix left is kept. Fingerprints are those of the failure reports.
 */

/** What was tried of each fingerprint since the watch began. */
export type Tally = ReadonlyMap<string, Tried>;

export interface Tried {
  readonly attempts: number;
  /** A fix for it was kept: should it come back, a person is to look (row S4). */
  readonly mended: boolean;
}

/** Null: it may be tried; else why not. */
export function whyNotAgain(tally: Tally, fingerprint: string, mostAttempts: number): string | null {
  const tried = tally.get(fingerprint);
  if (tried === undefined) return null;
  if (tried.mended) return "it was mended before, and is back: what brings it back is for you to find";
  return tried.attempts >= mostAttempts ? `it was tried ${times(tried.attempts)}, and a failure is tried ${times(mostAttempts)} at most (fix.max_attempts)` : null;
}

function times(count: number): string {
  return count === 1 ? "once" : `${String(count)} times`;
}

export function withTried(tally: Tally, fingerprints: readonly string[], mended: boolean): Tally {
  const next = new Map(tally);
  for (const fingerprint of fingerprints) {
    const before = tally.get(fingerprint);
    next.set(fingerprint, { attempts: (before?.attempts ?? 0) + 1, mended: mended || before?.mended === true });
  }
  return next;
}

export interface Outcome {
  /** Exit code of the command. */
  readonly exit: number;
  readonly fingerprints: readonly string[];
}

export type Judgement = { readonly kind: "keep"; readonly remaining: number } | { readonly kind: "roll-back"; readonly reason: string };

/** After a fix was applied: `answered` are the failures that it was for. What made nothing better, or something worse, is not kept. */
export function judgeFix({ answered, before, after }: { readonly answered: readonly string[]; readonly before: Outcome; readonly after: Outcome }): Judgement {
  if (after.exit === 0) return { kind: "keep", remaining: 0 };
  const still = answered.filter((fingerprint) => after.fingerprints.includes(fingerprint));
  if (still.length > 0) return { kind: "roll-back", reason: "the failure is still there after it" };
  const come = after.fingerprints.filter((fingerprint) => !before.fingerprints.includes(fingerprint));
  if (come.length > 0) return { kind: "roll-back", reason: "another failure came with it" };
  if (after.fingerprints.length === 0) return { kind: "roll-back", reason: `the command still fails (exit ${String(after.exit)}), and nothing says why` };
  return { kind: "keep", remaining: after.fingerprints.length };
}
