/** From sightings to reports: which of them stand, which belong together, which caused which. */
import type { Excerpt } from "./excerpt.ts";
import { maskAll } from "../evidence/mask-secrets.ts";
import { buildReport } from "./build-report.ts";
import { groupSightings, type Group } from "./group.ts";
import type { LogContext } from "./read-log.ts";
import type { FailureReport } from "./report.ts";
import type { LineMatch } from "./search-lines.ts";
import { readSightings, type Sighting } from "./sighting.ts";
import { isStructure, splitSteps, stepAt, type Step } from "./steps.ts";
import { rankGroups } from "./rank.ts";
import { withoutForgiven } from "./forgive.ts";

export interface Evidence {
  readonly matches: readonly LineMatch[];
  readonly excerpt: Excerpt;
  readonly context: LogContext;
}

/** The reports, cause first, secrets masked; empty when nothing failed. */
export function diagnose({ matches, excerpt, context }: Evidence): readonly FailureReport[] {
  const sightings = readSightings({ matches, excerpt, workspace: context.workspace });
  const steps = splitSteps(sightings);
  const standing = withoutForgiven(sightings.filter((sighting) => !isStructure(sighting)));
  const relevant = inFailedSteps(standing, steps);
  const failed = steps.some((step) => step.failed);
  if (!failed && isWholeJob(steps)) return [];
  const lastPassed = sightings.findLast(({ says }) => says === "passed")?.line ?? null;
  const chosen = rankGroups(groupSightings(relevant, steps), { lastPassed, failed });
  const groups = chosen.length > 0 ? chosen : onlyMarked(sightings, steps);
  return groups.map((group: Group) => maskAll(buildReport(group, { excerpt, workspace: context.workspace })));
}

/** Nobody but the runner says that something failed: what it marked is all that there is to show. */
function onlyMarked(sightings: readonly Sighting[], steps: readonly Step[]): readonly Group[] {
  const marked = sightings.filter(({ says, text, line }) => says === "step-suspect" && text !== "" && stepAt(steps, line)?.failed === true);
  return groupSightings(marked, steps).slice(0, 1);
}

/** A job whose log shows its steps and its clean-up, and no error that the runner marked, went well whatever its tools printed. */
function isWholeJob(steps: readonly Step[]): boolean {
  return steps.length > 2 && steps.some((step) => step.cleanUp);
}

/** Where the log shows which step failed, only what stands there counts; what a step printed that went well is no failure. */
function inFailedSteps(sightings: readonly Sighting[], steps: readonly Step[]): readonly Sighting[] {
  const outside = sightings.filter((sighting) => stepAt(steps, sighting.line)?.cleanUp !== true);
  if (!steps.some((step) => step.failed)) return outside;
  const inside = outside.filter((sighting) => stepAt(steps, sighting.line)?.failed === true);
  return inside.length > 0 ? inside : outside;
}
