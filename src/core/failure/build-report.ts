/** Puts one group of sightings into the form of a report. */
import { attributeTool } from "./attribute.ts";
import { folderOf } from "./commands.ts";
import type { Excerpt } from "./excerpt.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { isProof, type Group } from "./group.ts";
import { confidence } from "./rank.ts";
import type { EvidenceLine, FailureClass, FailureReport, Location } from "./report.ts";
import { NO_TOOL, type Sighting } from "./sighting.ts";
import { shownLine, snippetOf } from "./snippet.ts";
import { failedStep } from "./steps.ts";
import { templateFingerprint } from "./template/template-fingerprint.ts";
import { templateOf } from "./template/words.ts";

/** Kinds that pass by themselves: a second run may well be green with the same code. */
const transientClasses: ReadonlySet<FailureClass> = new Set(["network-infra", "rate-limit", "out-of-memory", "disk-full", "timeout"]);

/** A report is stored and shown: past this many of a kind, more say nothing new. */
const MOST_NAMED = 2000;
const MOST_EVIDENCE = 20;

export interface Shown {
  readonly excerpt: Excerpt;
  /** Absolute path of the checkout that wrote the log, or null. */
  readonly workspace: string | null;
  /** Command lines of the group's step. */
  readonly commands: readonly string[];
}

export function buildReport(group: Group, { excerpt, workspace, commands }: Shown): FailureReport {
  const deciding = decidingSighting(group);
  const locations = uniqueLocations(preferred(group, (sighting) => sighting.locations));
  const tests = unique(preferred(group, (sighting) => sighting.tests));
  const files = filesOf(group);
  const tool = group.tool === deciding.format.tool && deciding.format.nameless === true ? attributeTool(group, excerpt) : named(group.tool);
  const told = unique(proving(group).flatMap(({ message, locations: places, text }) => message ?? (places.length > 0 ? [] : [text])));
  const [first] = group.class === "unknown" ? told : [];
  const folder = folderOf(commands);
  return {
    failure_class: group.class,
    tool,
    pattern_name: group.pattern_name,
    transient: transientClasses.has(group.class),
    confidence: confidenceOf(group),
    rule: `${deciding.format.tool}/${deciding.rule.id}`,
    step: failedStep(group.step),
    ...(commands.length === 0 ? {} : { commands: [...commands] }),
    ...(folder === undefined ? {} : { folder }),
    locations,
    file_paths: files,
    failing_tests: tests,
    evidence: evidenceOf(group),
    error_snippet: snippetOf({ sightings: group.sightings, first: proving(group)[0]?.line ?? 1, excerpt, workspace }),
    fingerprint: fingerprintOf({
      class: group.class,
      tool,
      kinds: unique(group.sightings.flatMap(({ kind }) => kind ?? [])),
      messages: tests.length > 0 ? [] : told,
      frames: tests.length > 0 ? tests : files,
    }),
    ...(first === undefined ? {} : { template: templateFingerprint(templateOf(first)) }),
  };
}

/** Null: it is not told whose failure it is. */
function named(tool: string): string | null {
  return tool === NO_TOOL ? null : tool;
}

/** What the sightings name; what spare rules name only where the others name nothing. */
function preferred<T>(group: Group, named: (sighting: Sighting) => readonly T[]): readonly T[] {
  const primary = group.sightings.filter(({ rule }) => rule.spare !== true).flatMap(named);
  return (primary.length > 0 ? primary : group.sightings.flatMap(named)).slice(0, MOST_NAMED);
}

/** What proves the failure, or everything when nothing does. */
function proving(group: Group): readonly Sighting[] {
  const proof = group.sightings.filter(({ says }) => says === "problem");
  return proof.length > 0 ? proof : group.sightings.filter(({ says }) => says !== "detail");
}

function decidingSighting(group: Group): Sighting {
  const candidates = proving(group);
  const [first, ...rest] = candidates.length > 0 ? candidates : group.sightings;
  if (first === undefined) throw new RangeError("a group without sightings");
  return rest.reduce((best, sighting) => (sighting.confidence > best.confidence ? sighting : best), first);
}

/** Two kinds of proof that agree are surer than one; a mere hint is a guess. */
function confidenceOf(group: Group): number {
  const base = confidence(group);
  if (!isProof(group)) return Math.min(base, 0.4);
  const kinds = new Set(group.sightings.filter(({ says }) => says === "problem" || says === "verdict").map(({ says }) => says));
  const raised = kinds.size > 1 || group.step?.failed === true ? base + (1 - base) / 2 : base;
  return Math.round(raised * 100) / 100;
}

function evidenceOf(group: Group): EvidenceLine[] {
  const lines = new Map<string, EvidenceLine>();
  for (const { line, text } of [...proving(group), ...group.sightings]) {
    if (lines.size >= MOST_EVIDENCE) break;
    lines.set(`${String(line)}\n${text}`, { line, text: shownLine(text) });
  }
  return [...lines.values()].sort((a, b) => a.line - b.line);
}

function filesOf({ sightings }: Group): string[] {
  const named = new Set<string>();
  for (const { locations, files } of sightings) {
    for (const { file } of locations) named.add(file);
    for (const file of files) named.add(file);
  }
  return [...named].slice(0, MOST_NAMED);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function uniqueLocations(locations: readonly Location[]): Location[] {
  const seen = new Map<string, Location>();
  for (const location of locations) {
    const key = `${location.file}\n${String(location.line)}\n${String(location.column)}\n${location.rule ?? ""}`;
    if (!seen.has(key)) seen.set(key, location);
  }
  return [...seen.values()];
}
