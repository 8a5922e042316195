/** A group is what one tool said about one kind of failure (a class and a pattern) in one step: the stuff of one report. */
import type { FailureClass } from "./report.ts";
import type { Sighting } from "./sighting.ts";
import { stepAt, type Step } from "./steps.ts";

export interface Group {
  readonly tool: string;
  readonly class: FailureClass;
  readonly pattern_name: string;
  readonly step: Step | null;
  readonly sightings: Sighting[];
}

/**
 * Groups in order of their first line. What proves a failure opens the group of its class; summaries and details join the group
 * of their tool. A format may then judge all that its tool said in a step to be of one class.
 */
export function groupSightings(sightings: readonly Sighting[], steps: readonly Step[]): readonly Group[] {
  const byTool = new Map<string, Sighting[]>();
  for (const sighting of sightings) {
    const key = `${sighting.tool}\n${String(stepAt(steps, sighting.line)?.from ?? 0)}`;
    const list = byTool.get(key);
    if (list === undefined) byTool.set(key, [sighting]);
    else list.push(sighting);
  }
  return [...byTool.values()].flatMap((list) => splitByClass(list, stepAt(steps, list[0]?.line ?? 1)));
}

function splitByClass(sightings: readonly Sighting[], step: Step | null): readonly Group[] {
  const [first] = sightings;
  if (first === undefined) return [];
  const judged = first.format.judge?.(sightings) ?? null;
  if (judged !== null) return [{ tool: first.tool, ...judged, step, sightings: [...sightings] }];
  const opening = strongest(sightings);
  const groups: Group[] = [];
  for (const { class: name, pattern_name } of opening) {
    if (!groups.some((group) => group.class === name && group.pattern_name === pattern_name)) groups.push({ tool: first.tool, class: name, pattern_name, step, sightings: [] });
  }
  for (const sighting of sightings) homeOf(sighting, groups)?.sightings.push(sighting);
  return groups;
}

/** What names the groups: what proves the failure, else the tool's own verdict, else whatever there is. */
function strongest(sightings: readonly Sighting[]): readonly Sighting[] {
  const problems = sightings.filter(({ says }) => says === "problem");
  if (problems.length > 0) return problems;
  const verdicts = sightings.filter(({ says }) => says === "verdict");
  return verdicts.length > 0 ? verdicts : sightings;
}

function homeOf(sighting: Sighting, groups: readonly Group[]): Group | undefined {
  if (groups.length === 1) return groups[0];
  const ofClass = groups.filter((group) => group.class === sighting.class);
  return ofClass.find((group) => group.pattern_name === sighting.pattern_name) ?? ofClass[0] ?? groups[0];
}

/** Whether the group proves a failure by itself. */
export function isProof(group: Group): boolean {
  return group.sightings.some(({ says }) => says === "problem" || says === "verdict");
}

export function firstLine(group: Group): number {
  return group.sightings.find(({ says }) => says === "problem" || says === "verdict")?.line ?? group.sightings[0]?.line ?? 0;
}
