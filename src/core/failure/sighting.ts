/** A sighting is one line of the log, understood: which format recognised it, what it tells, and what was read from it. */
import type { Excerpt } from "./excerpt.ts";
import type { Finding, Format, Groups, Rule, Says, Surroundings } from "./format.ts";
import { placeOf } from "./line/place.ts";
import type { FailureClass, Location } from "./report.ts";
import type { LineMatch } from "./judge-lines.ts";

export interface Sighting {
  readonly format: Format;
  readonly rule: Rule;
  readonly says: Says;
  /** Line number in the raw log, from 1, and its cleaned text. */
  readonly line: number;
  readonly text: string;
  readonly tool: string;
  readonly class: FailureClass;
  readonly pattern_name: string;
  readonly confidence: number;
  readonly locations: readonly Location[];
  readonly files: readonly string[];
  readonly tests: readonly string[];
  readonly message: string | null;
  readonly kind: string | null;
}

/** The word for a tool that is not told; reports say null. */
export const NO_TOOL = "unknown";

/** What a test asserts of, or what names a failed test: words of infrastructure there are the test's own. */
const QUOTED = /\bAssertion\w*(?:Error|Failed)\b|^(?:FAILED|ERROR) \S+::|\bassert(?:Equals?|True|In)?\(|\bexpected:<|^\s+(?:Expected|Received)(?: \w+)?: /;

const USUAL_CONFIDENCE = 0.9;

/** What each format has seen so far while the matches are read in order. */
interface Memory {
  readonly latest: Map<string, Finding>;
  previous: { readonly finding: Finding; readonly line: number } | null;
}

/** Reads every match with its surroundings; `workspace` is the absolute path of the checkout that wrote the log, or null. */
export function readSightings(input: { matches: readonly LineMatch[]; excerpt: Excerpt; workspace: string | null }): readonly Sighting[] {
  const memories = new Map<Format, Memory>();
  const sightings: Sighting[] = [];
  for (const match of input.matches) {
    const { format, rule } = match.rule;
    const memory = memories.get(format) ?? { latest: new Map<string, Finding>(), previous: null };
    memories.set(format, memory);
    const finding = (rule.read ?? readGroups)(match.groups, surroundings(match, input.excerpt, memory));
    if (finding === null || (format.layer === "infrastructure" && QUOTED.test(match.line.text))) continue;
    memory.latest.set(rule.id, finding);
    memory.previous = { finding, line: match.line.number };
    sightings.push(sightingOf(match, finding, input.workspace));
  }
  return withoutRivals(sightings);
}

/** Formats resemble each other: where two tools claim that they named something on the same line, the surer one has it. */
function withoutRivals(sightings: readonly Sighting[]): readonly Sighting[] {
  const surest = new Map<number, Sighting>();
  for (const sighting of sightings.filter(names)) {
    const rival = surest.get(sighting.line);
    if (rival === undefined || sighting.confidence > rival.confidence) surest.set(sighting.line, sighting);
  }
  return sightings.filter((sighting) => !names(sighting) || surest.get(sighting.line)?.tool === sighting.tool);
}

function names({ locations, files, tests }: Sighting): boolean {
  return locations.length + files.length + tests.length > 0;
}

/** The plain reading: what the pattern's named groups say. */
export function readGroups(groups: Groups): Finding {
  const { file, line, column, message, rule, test } = groups;
  const kind = rule === undefined ? {} : { kind: rule };
  const place = file === undefined ? {} : line === undefined ? { files: [file] } : { places: [{ file, line, column, message, rule }] };
  return { ...place, ...kind, ...(test === undefined ? {} : { tests: [test.trim()] }), ...(message === undefined ? {} : { message }) };
}

function surroundings(match: LineMatch, excerpt: Excerpt, memory: Memory): Surroundings {
  const index = excerpt.indexOf(match.line.number);
  return {
    at(offset) {
      const line = index < 0 ? undefined : excerpt.lines[index + offset];
      return line !== undefined && line.number === match.line.number + offset ? line.text : null;
    },
    previous: memory.previous === null ? null : { finding: memory.previous.finding, distance: match.line.number - memory.previous.line },
    latest: (rule) => memory.latest.get(rule) ?? null,
  };
}

function sightingOf(match: LineMatch, finding: Finding, workspace: string | null): Sighting {
  const { format, rule } = match.rule;
  const locations = (finding.places ?? []).flatMap((place) => placeOf(place, workspace) ?? []);
  const files = (finding.files ?? []).flatMap((file) => placeOf({ file }, workspace)?.file ?? []);
  return {
    format,
    rule,
    says: finding.says ?? rule.says,
    line: match.line.number,
    text: match.line.text,
    tool: finding.tool ?? rule.tool ?? format.tool,
    class: finding.class ?? rule.class ?? format.class,
    pattern_name: finding.pattern_name ?? rule.pattern_name ?? format.pattern_name,
    confidence: rule.confidence ?? USUAL_CONFIDENCE,
    locations,
    files,
    tests: finding.tests ?? [],
    message: finding.message ?? null,
    kind: finding.kind ?? null,
  };
}
