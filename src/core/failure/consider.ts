/** What else was considered, and why it is no report: the other half of an explanation. */
import type { Group } from "./group.ts";
import { shownLine } from "./snippet.ts";
import type { Sighting } from "./sighting.ts";

export type Why =
  | "the tool said later that all is well"
  | "it stands in a green log of this job too"
  | "it stands in a step that did not fail"
  | "it only follows from another failure"
  | "it is only a hint, and there is proof";

export interface Considered {
  /** From 1 in the raw log. */
  readonly line: number;
  readonly text: string;
  /** `eslint/summary`. */
  readonly rule: string;
  readonly why: Why;
}

/** What was left after each sieve, in order; each a part of the one before. */
export interface Sieves {
  readonly standing: readonly Sighting[];
  readonly unforgiven: readonly Sighting[];
  readonly fresh: readonly Sighting[];
  readonly relevant: readonly Sighting[];
  readonly groups: readonly Group[];
}

const MOST = 100;

/** In order of the log. */
export function considered({ standing, unforgiven, fresh, relevant, groups }: Sieves): readonly Considered[] {
  const reported = new Set(groups.flatMap(({ sightings }) => sightings));
  const unreported = relevant.filter((sighting) => !reported.has(sighting) && sighting.says !== "detail");
  return [
    ...lost(standing, unforgiven, "the tool said later that all is well"),
    ...lost(unforgiven, fresh, "it stands in a green log of this job too"),
    ...lost(fresh, relevant, "it stands in a step that did not fail"),
    ...unreported.map((sighting) => entry(sighting, sighting.says === "hint" ? "it is only a hint, and there is proof" : "it only follows from another failure")),
  ].sort((a, b) => a.line - b.line).slice(0, MOST);
}

function lost(before: readonly Sighting[], after: readonly Sighting[], why: Why): readonly Considered[] {
  const kept = new Set(after);
  return before.filter((sighting) => !kept.has(sighting) && sighting.says !== "detail" && sighting.says !== "passed").slice(0, MOST).map((sighting) => entry(sighting, why));
}

function entry({ line, text, format, rule }: Sighting, why: Why): Considered {
  return { line, text: shownLine(text), rule: `${format.tool}/${rule.id}`, why };
}
