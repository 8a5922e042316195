/** From sightings to reports: which of them stand, which belong together, which caused which. */
import type { Excerpt } from "./excerpt.ts";
import { maskAll } from "../evidence/mask-secrets.ts";
import { commandsOf } from "./commands.ts";
import { buildReport } from "./build-report.ts";
import { considered, type Considered, type Sieves } from "./consider.ts";
import type { GreenLog } from "./green/green-log.ts";
import { groupSightings, type Group } from "./group.ts";
import type { LogContext } from "./read-log.ts";
import type { FailureReport } from "./report.ts";
import type { LineMatch } from "./judge-lines.ts";
import { readSightings, type Sighting } from "./sighting.ts";
import { isStructure, splitSteps, stepAt, type Step } from "./steps.ts";
import { rankGroups } from "./rank.ts";
import { withoutForgiven } from "./forgive.ts";

export interface Evidence {
  readonly matches: readonly LineMatch[];
  readonly excerpt: Excerpt;
  readonly context: LogContext;
  /** What the user's own matchers found. */
  readonly matched?: readonly Sighting[];
}

export interface Diagnosis {
  /** Cause first, secrets masked; empty when nothing failed. */
  readonly reports: readonly FailureReport[];
  /** What else was seen, and why it is no report; in order of the log. */
  readonly considered: readonly Considered[];
  readonly addedMatchers: readonly string[];
}

export function diagnose({ matches, matched = [], excerpt, context }: Evidence): Diagnosis {
  const seen = readSightings({ matches, excerpt, workspace: context.workspace });
  const addedMatchers = [...new Set(seen.filter(isAddedMatcher).flatMap(({ message }) => message ?? []))].slice(0, MOST_ADDED);
  const echoes = seen.filter(({ says }) => says === "command");
  const sightings = withMatched(seen.filter((sighting) => !isAddedMatcher(sighting) && sighting.says !== "command"), matched);
  const steps = splitSteps(sightings);
  const failed = steps.some((step) => step.failed);
  if (!failed && isWholeJob(steps)) return { reports: [], considered: [], addedMatchers };
  const sieved = sieve(sightings, steps, context.green);
  const known = sieved.groups.length === 0 && context.green !== undefined ? sieve(sightings, steps) : sieved;
  const doubt = known === sieved ? 1 : MOST_CONFIDENCE_IN_GREEN_LINES;
  const groups = known.groups.length > 0 ? known.groups : onlyMarked(sightings, steps);
  const reports = groups.map((group: Group) => maskAll(buildReport(group, { excerpt, workspace: context.workspace, commands: commandsOf(group.step, echoes, excerpt) })));
  return { reports: reports.map((report) => ({ ...report, confidence: Math.min(report.confidence, doubt) })), considered: maskAll(considered(known)), addedMatchers };
}

const MOST_ADDED = 20;

function isAddedMatcher({ rule, format }: Sighting): boolean {
  return format.tool === "github-actions" && rule.id === "add-matcher";
}

/** In order of the log. Where a built-in format names a place on the same line, it knows more of its tool than a matcher does. */
function withMatched(sightings: readonly Sighting[], matched: readonly Sighting[]): readonly Sighting[] {
  if (matched.length === 0) return sightings;
  const named = new Set(sightings.filter(({ locations }) => locations.length > 0).map(({ line }) => line));
  return [...sightings, ...matched.filter(({ line }) => !named.has(line))].sort((a, b) => a.line - b.line);
}

/** Where nothing stands that did not stand in a green log too, the least unlikely is told, as the guess that it is. */
const MOST_CONFIDENCE_IN_GREEN_LINES = 0.3;

function sieve(sightings: readonly Sighting[], steps: readonly Step[], green?: GreenLog): Sieves {
  const standing = sightings.filter((sighting) => !isStructure(sighting));
  const unforgiven = withoutForgiven(standing);
  const fresh = green === undefined ? unforgiven : unforgiven.filter(({ text }) => !green.has(text));
  const relevant = inFailedSteps(fresh, steps);
  const passed = sightings.filter(({ says }) => says === "passed");
  const lastPassed = passed.findLast(({ rule }) => rule.clears !== "trouble")?.line ?? null;
  const groups = rankGroups(groupSightings(relevant, steps), { lastPassed, lastOvercome: passed.at(-1)?.line ?? null, failed: steps.some((step) => step.failed) });
  return { standing, unforgiven, fresh, relevant, groups };
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
