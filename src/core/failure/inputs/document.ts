/**
 * A document is a structured account of failures (JUnit XML, TAP, SARIF, annotations …), in contrast to a log. Its readers give problems,
 * and problems become the same reports that a log gives: grouped, ranked and fingerprinted by the same code.
 */
import { maskAll } from "../../evidence/mask-secrets.ts";
import { buildReport } from "../build-report.ts";
import { Excerpt } from "../excerpt.ts";
import { groupSightings } from "../group.ts";
import { plainLine, plainLines } from "../line/plain-lines.ts";
import { placeOf, type PrintedPlace } from "../line/place.ts";
import { rankGroups } from "../rank.ts";
import type { FailureClass, FailureReport } from "../report.ts";
import { NO_TOOL, type Sighting } from "../sighting.ts";

/** One thing that a document says is wrong. */
export interface DocumentProblem {
  /** Line of the document where it stands, from 1. */
  readonly line: number;
  /** Stable id of what decided, quoted in the report as `<input>/<rule>`: `junit/failed-case`. */
  readonly rule: string;
  /** `detail`: goes with the others (a warning), and is no failure alone. */
  readonly says: "problem" | "detail";
  readonly subject: Subject;
  readonly confidence: number;
  /** What it says, in the document's words: the headline, and what stands below. */
  readonly text: string;
  readonly body?: string;
  readonly places?: readonly PrintedPlace[];
  readonly files?: readonly string[];
  readonly tests?: readonly string[];
  readonly message?: string;
  /** Rule id or exception type: part of the fingerprint. */
  readonly kind?: string;
}

/** Whose problem it is; `tool` null where the document does not tell. */
export interface Subject {
  readonly tool: string | null;
  readonly class: FailureClass;
  readonly pattern_name: string;
}

/** What a reader makes of a document. */
export interface DocumentReading {
  /** As in `junit/failed-case`. */
  readonly input: string;
  readonly problems: readonly DocumentProblem[];
  /** True when not all of it could be read. */
  readonly truncated: boolean;
  /** Absolute path of the checkout, where the document tells it. */
  readonly workspace?: string;
}

const MOST_PROBLEMS = 20_000;
const MOST_BODY_LINES = 60;
const LONGEST_TEXT = 2000;

/** The reports, cause first; empty when the document has no problem. */
export function reportsOf(reading: DocumentReading, workspace: string | null): readonly FailureReport[] {
  const excerpt = new Excerpt();
  const root = workspace ?? reading.workspace ?? null;
  const sightings = reading.problems.slice(0, MOST_PROBLEMS).map((problem) => {
    const sighting = sightingOf(problem, { input: reading.input, workspace: root });
    const below = problem.body === undefined ? [""] : plainLines(problem.body, MOST_BODY_LINES);
    for (const text of [sighting.text, ...below]) excerpt.keepBeside({ number: problem.line, text: text.slice(0, LONGEST_TEXT), marker: null });
    return sighting;
  });
  const groups = rankGroups(groupSightings(sightings, []), { lastPassed: null, lastOvercome: null, failed: true });
  return groups.map((group) => maskAll(buildReport(group, { excerpt, workspace: root, commands: [] })));
}

/** The problem as a line understood, so that it is grouped and ranked with those of logs. `workspace` is the checkout's absolute path, or null. */
export function sightingOf(problem: DocumentProblem, { input, workspace }: { readonly input: string; readonly workspace: string | null }): Sighting {
  const { subject } = problem;
  const text = plainLine(problem.text.slice(0, LONGEST_TEXT));
  return {
    format: { tool: input, layer: "tool", class: subject.class, pattern_name: subject.pattern_name, rules: NONE },
    rule: { id: problem.rule, says: problem.says, literals: NONE, pattern: ANYTHING },
    says: problem.says,
    line: problem.line,
    text,
    tool: subject.tool ?? NO_TOOL,
    class: subject.class,
    pattern_name: subject.pattern_name,
    confidence: problem.confidence,
    locations: (problem.places ?? []).flatMap((place) => placeOf(cleaned(place), workspace) ?? []),
    files: (problem.files ?? []).flatMap((file) => placeOf({ file: withoutScheme(file) }, workspace)?.file ?? []),
    tests: (problem.tests ?? []).map((test) => plainLine(test).slice(0, LONGEST_TEXT)).filter((test) => test !== ""),
    message: problem.message === undefined ? null : plainLine(problem.message),
    kind: problem.kind === undefined || problem.kind === "" ? null : plainLine(problem.kind),
  };
}

const NONE: readonly never[] = [];
const ANYTHING = /(?:)/;

function cleaned(place: PrintedPlace): PrintedPlace {
  return { ...place, file: withoutScheme(place.file), message: place.message == null ? null : plainLine(place.message), rule: place.rule == null ? null : plainLine(place.rule) };
}

function withoutScheme(file: string): string {
  const path = file.startsWith("file:") ? file.replace(/^file:(?:\/\/(?:localhost(?=\/))?)?(?=\/|[A-Za-z]:)/, "") : file;
  return (plainLines(path.trim(), 1)[0] ?? "").trim();
}
