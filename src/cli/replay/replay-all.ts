/** Replays cases one after another, within a time: the present version and the candidate on the same machine, so that their times compare. */
import { milliseconds } from "../../core/identity/timestamp.ts";
import type { ReplayedCase } from "../../core/replay/acceptance.ts";
import type { ReplayCase } from "./replay-case.ts";
import { SetAside } from "./replay-case.ts";
import { runVersion, type Stage, type Version } from "./run-version.ts";

export interface Versions {
  /** Null: there is none before the candidate. */
  readonly present: Version | null;
  readonly candidate: Version;
}

export interface Replayed {
  readonly cases: readonly ReplayedCase[];
  readonly setAside: readonly { readonly name: string; readonly reason: string }[];
  /** Cases that were not begun because time was up. */
  readonly notReached: number;
}

export interface Rehearsal extends Stage {
  /** For all cases together. */
  readonly seconds: number;
  readonly tell: (line: string) => void;
}

export async function replayAll(cases: readonly ReplayCase[], versions: Versions, rehearsal: Rehearsal): Promise<Replayed> {
  const began = milliseconds(rehearsal.clock.now());
  const played: ReplayedCase[] = [];
  const setAside: { name: string; reason: string }[] = [];
  let notReached = 0;
  for (const [index, one] of cases.entries()) {
    if (rehearsal.signal.aborted) break;
    const isUp = milliseconds(rehearsal.clock.now()) - began >= rehearsal.seconds * 1000;
    const ended = isUp ? new SetAside("time was up before it was reached") : await replayOne(one, versions, { ...rehearsal, candidateFirst: index % 2 === 1 });
    if (isUp) notReached += 1;
    if (ended instanceof SetAside) setAside.push({ name: one.name, reason: ended.message });
    else played.push(ended);
    rehearsal.tell(`${index + 1}/${cases.length} ${one.name}: ${ended instanceof SetAside ? `set aside: ${ended.message}` : `${ended.before.kind} → ${ended.after.kind}${ended.after.reason === "" ? "" : ` (${ended.after.reason})`}`}`);
  }
  return { cases: played, setAside, notReached };
}

/** They take turns in going first: whoever does pays for cold caches. */
async function replayOne(one: ReplayCase, { present, candidate }: Versions, { candidateFirst, ...stage }: Stage & { readonly candidateFirst: boolean }): Promise<ReplayedCase | SetAside> {
  try {
    const early = candidateFirst ? await runVersion(one, candidate, stage) : null;
    const today = present === null ? null : await runVersion(one, present, stage);
    if (today !== null && today.kind !== one.before.kind) return new SetAside(`the present version does not end here as it was recorded: ${one.before.kind} then, ${today.kind} today${today.reason === "" ? "" : ` (${today.reason})`}`);
    const after = early ?? await runVersion(one, candidate, stage);
    return { name: one.name, source: one.source, truth: one.truth.kind, before: one.before, present: today, after };
  } catch (error) {
    if (error instanceof SetAside) return error;
    throw error;
  }
}
