/** Whether the tests run a smaller share of all lines than before the change (row G8, gate 4): two sets of reports, one of the head, one of its base. */
import type { Facts } from "../facts.ts";
import type { CoverageReport } from "./report.ts";

/** In hundredths of a percent: what rounding and a line more or less do to a large project is no loss. */
const TOLERATED = 10;

/** Not known where either side has no report: then nothing is said of it. */
export function overallCoverage(head: readonly CoverageReport[], base: readonly CoverageReport[]): NonNullable<Facts["coverage_overall"]> {
  const [now, before] = [shareOf(head), shareOf(base)];
  if (now === null || before === null) return { known: false, percent: 0, base_percent: 0, fell: false };
  return { known: true, percent: Math.floor(now / 100), base_percent: Math.floor(before / 100), fell: before - now > TOLERATED };
}

/** Hundredths of a percent of executable lines that ran; a line in several reports ran if it ran in one. Null: no line is reported. */
function shareOf(reports: readonly CoverageReport[]): number | null {
  const lines = new Map<string, boolean>();
  for (const { files } of reports) for (const { path, lines: of } of files) for (const [line, hits] of of) lines.set(`${path}:${line}`, hits > 0 || lines.get(`${path}:${line}`) === true);
  const ran = [...lines.values()].filter(Boolean).length;
  return lines.size === 0 ? null : Math.round((10_000 * ran) / lines.size);
}
