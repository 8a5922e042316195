/** How many of the executable lines that a change adds were run by the tests. */
import { allLines, type ChangedFile } from "../change/changed-file.ts";
import { kindOf } from "../change/kinds.ts";
import type { FactPlaces, Facts } from "../facts.ts";
import type { CoverageReport, CoveredFile } from "./report.ts";

export interface ChangedCoverage {
  readonly facts: Facts["coverage"];
  readonly places: NonNullable<FactPlaces["coverage"]>;
}

const unknown: ChangedCoverage = { facts: null, places: [] };
const MOST_PLACES = 20;

/**
 * Unknown without a report, where lines are not shown, or where a file may be one of several in the report. A source file that the reports' tool
 * measures (another file of its extension is there) and that is in none was run by nobody: its lines count as not covered. Other files do not count.
 */
export function changedCoverage(files: readonly ChangedFile[], reports: readonly CoverageReport[]): ChangedCoverage {
  const sources = allLines(files.filter(({ path, status }) => kindOf(path) === "source" && status !== "removed"));
  const covered = reports.flatMap((report) => report.files);
  if (sources === null || covered.length === 0) return unknown;
  const measured = new Set(covered.map(({ path }) => extensionOf(path)));
  const found = sources.filter(({ path }) => measured.has(extensionOf(path))).map((file) => ({ ...file, hits: hitsOf(file.path, covered) }));
  if (found.some(({ hits }) => hits === "ambiguous")) return unknown;
  const lines = found.flatMap(({ path, lines: { added }, hits }) => added.flatMap(({ line, text }) => {
    if (hits === "ambiguous") return [];
    const ran = hits === null ? (text.trim() === "" ? undefined : 0) : hits.get(line);
    return ran === undefined ? [] : [{ file: path, line, ran }];
  }));
  const ran = lines.filter((one) => one.ran > 0).length;
  return {
    facts: { changed_lines: lines.length, covered_lines: ran, percent: lines.length === 0 ? 100 : Math.floor((100 * ran) / lines.length) },
    places: lines.filter((one) => one.ran === 0).slice(0, MOST_PLACES).map(({ file, line }) => ({ file, line })),
  };
}

function extensionOf(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0].toLowerCase() ?? "";
}

/** The lines of this file in all reports; null: in none. */
function hitsOf(path: string, covered: readonly CoveredFile[]): ReadonlyMap<number, number> | "ambiguous" | null {
  const matching = covered.filter((one) => isSame(one.path, path));
  if (matching.length === 0) return null;
  const exact = matching.filter((one) => one.path === path);
  const nearest = exact.length > 0 ? exact : nearestOf(matching);
  if (nearest === null) return "ambiguous";
  const hits = new Map<number, number>();
  for (const { lines } of nearest) for (const [line, count] of lines) hits.set(line, Math.max(count, hits.get(line) ?? 0));
  return hits;
}

/** An absolute path or a module's name before it (Go, Cobertura), or the source folder left out (JaCoCo, Cobertura's `sources`). */
function isSame(reported: string, path: string): boolean {
  return reported === path || reported.endsWith(`/${path}`) || path.endsWith(`/${reported}`);
}

/** The one with the least put before or left out; null where several different files are as near. */
function nearestOf(matching: readonly CoveredFile[]): readonly CoveredFile[] | null {
  const shortest = Math.min(...matching.map(({ path }) => path.length));
  const nearest = matching.filter(({ path }) => path.length === shortest);
  return new Set(nearest.map(({ path }) => path)).size === 1 ? nearest : null;
}
