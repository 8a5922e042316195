/** Which groups become reports, and in which order: the cause first, what only follows from it not at all. */
import type { Layer } from "./format.ts";
import { firstLine, isProof, type Group } from "./group.ts";
import type { FailureClass } from "./report.ts";

export interface Outcome {
  /** Some tool said that all is well. */
  readonly passed: boolean;
  /** The log shows that a step failed. */
  readonly failed: boolean;
}

/** The groups that stand as reports, cause first. */
export function rankGroups(groups: readonly Group[], outcome: Outcome): readonly Group[] {
  const proven = groups.filter(isProof);
  const reports = proven.filter((group) => !followsFromAnother(group, proven));
  if (reports.length > 0) return [...reports].sort((a, b) => urgency(a) - urgency(b) || firstLine(a) - firstLine(b));
  if (outcome.passed && !outcome.failed) return [];
  const hints = groups.filter((group) => group.sightings.some(({ says }) => says === "hint"));
  return [...hints].sort((a, b) => confidence(b) - confidence(a) || firstLine(a) - firstLine(b)).slice(0, 1);
}

const giveWay: Readonly<Record<Layer, number>> = { infrastructure: 3, tool: 3, runtime: 2, wrapper: 1, runner: 0 };

/** A wrapper, a runtime or the runner only repeats what a tool already said in the same step. */
function followsFromAnother(group: Group, all: readonly Group[]): boolean {
  const rank = giveWay[layerOf(group)];
  return all.some((other) => other !== group && sameStep(other, group) && giveWay[layerOf(other)] > rank);
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

/** What starves everything else comes first; then order in the log. */
const starving: ReadonlySet<FailureClass> = new Set(["disk-full", "out-of-memory"]);

function urgency(group: Group): number {
  return starving.has(group.class) ? 0 : 1;
}

export function confidence(group: Group): number {
  return Math.max(...group.sightings.map((sighting) => sighting.confidence));
}
