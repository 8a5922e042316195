/** A group is what one tool said about one kind of failure in one step: the stuff of one report. */
import type { FailureClass } from "./report.ts";
import type { Sighting } from "./sighting.ts";
import { stepAt, type Step } from "./steps.ts";

export interface Group {
  readonly tool: string;
  readonly class: FailureClass;
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
  if (judged !== null) return [{ tool: first.tool, class: judged, step, sightings: [...sightings] }];
  const opening = sightings.filter(({ says }) => says === "problem");
  const classes = [...new Set((opening.length > 0 ? opening : sightings).map((sighting) => sighting.class))];
  const groups = classes.map((name): Group => ({ tool: first.tool, class: name, step, sightings: [] }));
  for (const sighting of sightings) (groups.find((group) => group.class === sighting.class) ?? groups[0])?.sightings.push(sighting);
  return groups;
}

/** Whether the group proves a failure by itself. */
export function isProof(group: Group): boolean {
  return group.sightings.some(({ says }) => says === "problem" || says === "verdict");
}

export function firstLine(group: Group): number {
  return group.sightings.find(({ says }) => says === "problem" || says === "verdict")?.line ?? group.sightings[0]?.line ?? 0;
}
