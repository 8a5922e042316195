/** Which groups become reports, and in which order: the cause first, what only follows from it not at all. */
import type { Layer } from "./format.ts";
import { firstLine, isProof, type Group } from "./group.ts";
import type { FailureClass } from "./report.ts";

export interface Outcome {
  /** Where a tool last said that all is well. */
  readonly lastPassed: number | null;
  /** Where it last showed that trouble had been overcome: there, or where an installer got there in the end. */
  readonly lastOvercome: number | null;
  /** The log shows that a step failed. */
  readonly failed: boolean;
}

/** The groups that stand as reports, cause first. */
export function rankGroups(groups: readonly Group[], outcome: Outcome): readonly Group[] {
  const proven = groups.filter(isProof).filter((group) => !recovered(group, outcome));
  const reports = proven.filter((group) => !followsFromAnother(group, proven));
  if (reports.length > 0) return [...reports].sort((a, b) => urgency(a, reports) - urgency(b, reports) || firstLine(a) - firstLine(b));
  if (outcome.lastPassed !== null && !outcome.failed) return [];
  const hints = groups.filter((group) => group.sightings.some(({ says }) => says === "hint") && !recovered(group, outcome));
  return [...hints].sort((a, b) => confidence(b) - confidence(a) || firstLine(a) - firstLine(b)).slice(0, 1);
}

/** Trouble with the network, or an exception that was only printed, that was followed by tools that did well, and by no failed step, was overcome. */
function recovered(group: Group, { lastPassed, lastOvercome, failed }: Outcome): boolean {
  if (failed) return false;
  if (passing.has(group.class)) return (lastOvercome ?? 0) > lastLine(group);
  return layerOf(group) === "runtime" && (lastPassed ?? 0) > lastLine(group);
}

const passing: ReadonlySet<FailureClass> = new Set(["network-infra", "rate-limit"]);

function lastLine(group: Group): number {
  return group.sightings.at(-1)?.line ?? 0;
}

const giveWay: Readonly<Record<Layer, number>> = { infrastructure: 3, tool: 3, runtime: 2, wrapper: 1, runner: 0 };

/** A wrapper, a runtime or the runner only repeats what a tool already said in the same step; what is unknown gives way to what is known. */
function followsFromAnother(group: Group, all: readonly Group[]): boolean {
  const rank = giveWay[layerOf(group)];
  const beside = all.filter((other) => other !== group && sameStep(other, group));
  if (beside.some((other) => other.class === group.class && claim(other) > claim(group) && standsOnSameLines(group, other))) return true;
  if (beside.some((other) => other.pattern_name === "merge_markers" && other.pattern_name !== group.pattern_name && isAboutNoOtherFile(group, other))) return true;
  if (group.class === "unknown" && beside.some((other) => other.class !== "unknown")) return true;
  return beside.some((other) => giveWay[layerOf(other)] > rank);
}

/** A file with marks of an unfinished merge makes whoever reads it stumble. */
function isAboutNoOtherFile(group: Group, other: Group): boolean {
  const [named, marked] = [filesOf(group), new Set(filesOf(other))];
  return named.length > 0 && named.every((file) => marked.has(file));
}

function filesOf({ sightings }: Group): readonly string[] {
  return sightings.flatMap(({ locations, files }) => [...locations.map(({ file }) => file), ...files]);
}

/** A format that knows its tool has the better claim to a line than one that guesses, the surer one the better than another. */
function claim(group: Group): number {
  return confidence(group) + (group.sightings.some(({ format }) => format.nameless !== true) ? 1 : 0);
}

/** Two formats read the same lines as the same kind of failure. */
function standsOnSameLines(group: Group, other: Group): boolean {
  const lines = new Set(provingLines(other));
  return provingLines(group).every((line) => lines.has(line));
}

function provingLines({ sightings }: Group): readonly number[] {
  return sightings.filter(({ says }) => says === "problem" || says === "verdict").map(({ line }) => line);
}

function sameStep(a: Group, b: Group): boolean {
  return a.step?.from === b.step?.from;
}

/** The strongest layer among what proves the failure. */
export function layerOf(group: Group): Layer {
  const proof = group.sightings.filter(({ says }) => says === "problem" || says === "verdict");
  const layers = (proof.length > 0 ? proof : group.sightings).map(({ rule, format }) => rule.layer ?? format.layer);
  return layers.reduce((strongest, layer) => (giveWay[layer] > giveWay[strongest] ? layer : strongest), "runner");
}

/** What starves everything else comes first, and what the runner itself put an end to. */
const starving: ReadonlySet<FailureClass> = new Set(["disk-full", "out-of-memory"]);
const ending: ReadonlySet<string> = new Set(["runner_shutdown", "runner_lost", "job_timeout"]);

/**
 * 0: starving or ended by the runner. 1: in order of the log. 2: a compiler's errors that did not keep later tests from running
 * (a probe, most likely). 3: what is not known.
 */
function urgency(group: Group, all: readonly Group[]): number {
  if (starving.has(group.class) || ending.has(group.pattern_name)) return 0;
  if (group.class === "unknown") return 3;
  return group.class === "build-error" && all.some((other) => ranAfter(other, group)) ? 2 : 1;
}

function ranAfter(tests: Group, build: Group): boolean {
  return tests.class === "test-failure" && sameStep(tests, build) && tests.sightings.some(({ says, line }) => says === "verdict" && line > lastLine(build));
}

export function confidence(group: Group): number {
  return Math.max(...group.sightings.map((sighting) => sighting.confidence));
}
