/** Reads a coverage report by its content: LCOV, Cobertura (coverage.py's XML too), JaCoCo, Go's cover profile, coverage.py's JSON. Null: it is none of these. */
import type { CoverageReport } from "./report.ts";
import { readCoveragePyJson, readGoProfile, readLcov } from "./text-formats.ts";
import { readXmlCoverage } from "./xml-formats.ts";

export function readCoverage(text: string): CoverageReport | null {
  const start = text.slice(0, 4096).trimStart();
  if (start.startsWith("<")) return readXmlCoverage(text);
  if (start.startsWith("{")) return readCoveragePyJson(text);
  if (start.startsWith("mode:")) return readGoProfile(text);
  return /^SF:/m.test(text) ? readLcov(text) : null;
}
