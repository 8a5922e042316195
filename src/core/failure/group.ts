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

/** Groups in order of their first line. Details and hints join the group of their tool where there is one. */
export function groupSightings(sightings: readonly Sighting[], steps: readonly Step[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const sighting of sightings) {
    const step = stepAt(steps, sighting.line);
    const key = `${sighting.tool}\n${sighting.class}\n${String(step?.from ?? 0)}`;
    const group = groups.get(key) ?? { tool: sighting.tool, class: sighting.class, step, sightings: [] };
    group.sightings.push(sighting);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Whether the group proves a failure by itself. */
export function isProof(group: Group): boolean {
  return group.sightings.some(({ says }) => says === "problem" || says === "verdict");
}

export function firstLine(group: Group): number {
  return group.sightings.find(({ says }) => says === "problem" || says === "verdict")?.line ?? group.sightings[0]?.line ?? 0;
}
