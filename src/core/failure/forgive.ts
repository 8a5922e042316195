/** A tool's own summary "all is well" takes back what it said since its last verdict; the summary of a whole build takes back everything. */
import type { Sighting } from "./sighting.ts";

/** The sightings that still stand, in order; summaries of success are gone. */
export function withoutForgiven(sightings: readonly Sighting[]): readonly Sighting[] {
  let standing: Sighting[] = [];
  for (const sighting of sightings) {
    if (sighting.says !== "passed") standing.push(sighting);
    else if (sighting.rule.clears === "everything") standing = [];
    else standing = keepUntilVerdict(standing, sighting.tool);
  }
  return standing;
}

function keepUntilVerdict(sightings: readonly Sighting[], tool: string): Sighting[] {
  const verdict = sightings.findLastIndex((sighting) => sighting.tool === tool && (sighting.says === "verdict" || sighting.rule.closes === true));
  return sightings.filter((sighting, index) => sighting.tool !== tool || index <= verdict);
}
