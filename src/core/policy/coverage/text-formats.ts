/** Coverage reports that are no XML. */
import { z } from "zod";
import { LineCounts, type CoverageReport } from "./report.ts";

/** LCOV's tracefile (geninfo(1), "FILES"): `SF:` begins a file, `DA:<line>,<hits>` tells a line. */
export function readLcov(text: string): CoverageReport | null {
  const counts = new LineCounts();
  let path: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("SF:")) counts.file(path = line.slice(3).trim());
    else if (line === "end_of_record") path = null;
    const told = path === null ? null : /^DA:(\d+),(\d+)/.exec(line);
    if (path !== null && told !== null) counts.note(path, Number(told[1]), Number(told[2]));
  }
  return counts.report();
}

/** `go test -coverprofile` (cmd/cover): `<file>:<line>.<column>,<line>.<column> <statements> <count>`. */
export function readGoProfile(text: string): CoverageReport | null {
  const counts = new LineCounts();
  for (const [, path = "", first, last, statements, hits] of text.matchAll(/^(.+):(\d+)\.\d+,(\d+)\.\d+ (\d+) (\d+)$/gm)) {
    if (Number(statements) === 0 || Number(last) - Number(first) > 100_000) continue;
    for (let line = Number(first); line <= Number(last); line += 1) counts.note(path, line, Number(hits));
  }
  return counts.report();
}

/** `coverage json` (coverage.py 5 and newer). */
const CoveragePy = z.object({ files: z.record(z.string(), z.object({ executed_lines: z.array(z.int()), missing_lines: z.array(z.int()) })) });

export function readCoveragePyJson(text: string): CoverageReport | null {
  const read = CoveragePy.safeParse(parsed(text));
  if (!read.success) return null;
  const counts = new LineCounts();
  for (const [path, { executed_lines, missing_lines }] of Object.entries(read.data.files)) {
    counts.file(path);
    for (const line of missing_lines) counts.note(path, line, 0);
    for (const line of executed_lines) counts.note(path, line, 1);
  }
  return counts.report();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
