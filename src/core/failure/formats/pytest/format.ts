/** pytest 3 to 9: sections, short summary, verdict; with or without the equals signs (`-q`), all `--tb` styles, xdist. */
import type { Finding, Format, Judgement, Surroundings } from "../../format.ts";
import type { Sighting } from "../../sighting.ts";
import { isLibrary, pythonTraceBelow } from "../frames.ts";
import { causeOf } from "./cause.ts";
import { afterCount, afterNumber, beforeNumber } from "../literals.ts";

const REACH = 60;

export const pytest: Format = {
  tool: "pytest",
  layer: "tool",
  class: "test-failure",
  pattern_name: "pytest_failures",
  judge: (sightings) => judgeSnapshots(sightings) ?? judgeTimeouts(sightings),
  rules: [
    {
      id: "section",
      says: "problem",
      spare: true,
      literals: ["____ "],
      pattern: /^_{3,} (?<test>(?!ERROR collecting |summary )[^\s_].*?) _{3,}$/,
      after: 150,
      confidence: 0.85,
      read: ({ test = "" }, around) => ({ tests: [test.replace(/^ERROR at (?:setup|teardown) of /, "")], ...nativeTrace(around) }),
    },
    {
      id: "collecting",
      says: "problem",
      literals: ["ERROR collecting "],
      pattern: /^_{1,} ?ERROR collecting (?<file>\S.*?) _{1,}$/,
      after: REACH,
      confidence: 0.94,
      read: ({ file = "" }, around) => ({ tests: [file], files: [file], ...causeOf(around, REACH) }),
    },
    { id: "collection-error", says: "problem", literals: ["ERROR "], pattern: /^ERROR (?<file>[^\s:]+\.py)(?: - (?<message>.*))?$/, spare: true, confidence: 0.9, read: ({ file = "", message }, { latest }) => ({ ...(latest("collecting") ?? {}), places: [], tests: [file], files: [file], ...(message === undefined ? {} : { message }) }) },
    { id: "frame-outer", says: "detail", spare: true, literals: beforeNumber(".py:"), pattern: /^(?<file>[^\s:][^:]*\.py):(?<line>\d+): ?$/, after: 6, read: ({ file, line }) => ownFrame(file, line) },
    { id: "frame-line", says: "detail", literals: beforeNumber(".py:"), pattern: /^(?<file>[^\s:][^:]*\.py):(?<line>\d+): (?<message>assert .*|(?<kind>[A-Za-z_][\w.]*(?:Error|Exception|Failed)): .*)$/, read: ({ file, line, kind, message }, around) => innermost(file, line, { kind, message, around }) },
    { id: "frame-short", says: "detail", literals: afterNumber(": in "), pattern: /^(?<file>[^\s:][^:]*\.py):(?<line>\d+): in (?<name>\S.*)$/, after: 14, read: ({ file, line }, { at }) => (isLast(at) ? ownFrame(file, line) : null) },
    {
      id: "frame",
      says: "detail",
      literals: beforeNumber(".py:"),
      pattern: /^(?<file>[^\s:][^:]*\.py):(?<line>\d+): (?<kind>[A-Za-z_][\w.]*(?:Error|Exception|Failed|Exit|Timeout|Interrupt|Warning|Skipped|Iteration)?)(?:: (?<message>.*))?$/,
      read: ({ file, line, kind, message }, around) => (around.at(0)?.includes(": error: ") === true ? null : innermost(file, line, { kind, message, around })),
    },
    {
      id: "failed",
      says: "problem",
      literals: ["FAILED ", "ERROR "],
      pattern: /^(?:FAILED|ERROR) (?<test>(?<file>[^\s:]+\.(?:py|pyx|txt|rst|md|yml|yaml|ipynb))::.+?)(?: - (?<message>.*))?$/,
      confidence: 0.97,
      read: ({ test = "", file = "", message }) => ({ tests: [test], files: [file], ...(message === undefined ? {} : { message, ...kindOf(message) }) }),
    },
    { id: "verbose", says: "detail", literals: [" FAILED", " ERROR"], pattern: /^(?=.* (?:FAILED|ERROR))(?:\[gw\d+\] (?:\[ *\d+%\] )?(?:FAILED|ERROR) )?(?<test>\S+\.py::\S.*?)(?: (?:FAILED|ERROR) .*)?$/, read: ({ test = "" }, { at }) => (/ (?:FAILED|ERROR)(?: |$)|^\[gw\d+\].*(?:FAILED|ERROR)/.test(at(0) ?? "") ? { tests: [test] } : null) },
    { id: "summary", says: "verdict", literals: afterCount(" failed", " error"), pattern: /^(?:=+ )?(?:\d+ \w+, )*[1-9]\d* (?:failed|errors?)(?:, \d+ \w+)*,? in [\d.]+ ?s/, confidence: 0.97 },
    { id: "passed", says: "passed", literals: [" passed"], pattern: /^(?:=+ )?(?:\d+ (?:skipped|deselected|xfailed|xpassed|warnings?|rerun|snapshots?\w*), ){0,10}\d+ passed(?:, \d+ \w{1,40}){0,10},? in [\d.]+ ?s/, read: (_groups, { at }) => (/\d (?:failed|errors?)\b/.test(at(0) ?? "") ? null : {}) },
    { id: "usage", says: "problem", literals: ["ERROR: usage: ", ": error: unrecognized arguments", "ERROR: file or directory not found", "ERROR: file not found"], pattern: /^(?:ERROR: (?:usage: |file(?: or directory)? not found)|(?:pytest|py\.test|__main__\.py): error: )/, class: "config", pattern_name: "pytest_usage", confidence: 0.85 },
    { id: "conftest", says: "problem", literals: ["ImportError while loading conftest"], pattern: /^ImportError while loading conftest '(?<file>[^']+)'/, after: REACH, read: ({ file = "" }, around) => ({ files: [file], class: "module-not-found", pattern_name: "module_not_found", ...causeOf(around, REACH) }) },
    { id: "coverage", says: "verdict", literals: ["Required test coverage of ", "Coverage failure: total of"], pattern: /(?:FAIL |ERROR: )?(?:Required test coverage of [\d.]+%? not reached|Coverage failure: total of [\d.]+%? is less than fail-under)/, class: "coverage-threshold", pattern_name: "coverage_below_threshold", confidence: 0.95, read: (_groups, { at }) => (/^Coverage failure/.test(at(0) ?? "") ? { tool: "coverage" } : {}) },
    { id: "internal", says: "problem", literals: ["INTERNALERROR> "], pattern: /^INTERNALERROR> (?<kind>[A-Za-z_][\w.]*(?:Error|Exception)): (?<message>.*)$/, class: "unknown", pattern_name: "pytest_internal_error", confidence: 0.7, read: ({ kind = "", message = "" }) => ({ kind, message }) },
    { id: "crashed", says: "problem", literals: ["Fatal Python error: "], pattern: /^(?:\S+\.py(?:::\S+)? .{0,400}?)?Fatal Python error: (?<rule>.+)$/, after: 150, confidence: 0.7, read: ({ rule = "" }, { at }) => (Array.from({ length: 150 }, (_, index) => at(index) ?? "").some((text) => /_pytest|pluggy/.test(text)) ? { kind: rule, pattern_name: "pytest_crash" } : null) },
    { id: "hung", says: "problem", literals: ["+ Timeout +"], pattern: /^\+{5,} Timeout \+{5,}/, class: "timeout", pattern_name: "pytest_timeout", confidence: 0.9 },
    { id: "timeout", says: "problem", literals: ["Failed: Timeout >", "Failed: Timeout (>"], pattern: /^(?:E\s+)?Failed: Timeout \(?>[\d.]+s\)?(?: from pytest-timeout\.?)?$/, class: "timeout", pattern_name: "pytest_timeout", confidence: 0.9 },
  ],
};

/** syrupy compares by an assertion of its own wording (`SnapshotAssertion`, and `pytest_assertrepr_compare` of its plug-in): all failed, and each for that. */
function judgeSnapshots(sightings: readonly Sighting[]): Judgement | null {
  const proof = sightings.filter(({ says, rule }) => says === "problem" && rule.spare !== true);
  const failed = proof.filter(({ rule }) => rule.id === "failed");
  if (failed.length === 0 || failed.length < proof.length) return null;
  return failed.every(({ message }) => /^AssertionError: assert \[\+ received\] == \[- snapshot\]/.test(message ?? "")) ? { class: "snapshot-mismatch", tool: "syrupy", pattern_name: "snapshot_mismatch" } : null;
}

/** pytest-timeout fails a test that took too long like any other: it is a time-out where every failed test was stopped so, else a test failure. */
function judgeTimeouts(sightings: readonly Sighting[]): Judgement | null {
  const proof = sightings.filter(({ says }) => says === "problem");
  const failed = proof.filter(({ rule }) => rule.id === "failed");
  if (failed.length === 0 || proof.some((sighting) => sighting.class !== "timeout" && sighting.class !== "test-failure")) return null;
  const stopped = failed.filter(({ message }) => /^Failed: Timeout \(?>/.test(message ?? ""));
  if (stopped.length === failed.length) return { class: "timeout", pattern_name: "pytest_timeout" };
  return proof.some((sighting) => sighting.class === "timeout") ? { class: "test-failure", pattern_name: "pytest_failures" } : null;
}

function kindOf(message: string): Pick<Finding, "kind"> {
  const kind = /^([A-Za-z_][\w.]*(?:Error|Exception|Failed|Timeout)):/.exec(message)?.[1];
  return kind === undefined ? {} : { kind };
}

function ownFrame(file: string | undefined, line: string | undefined): Finding | null {
  return file === undefined || isLibrary(file) ? null : { places: [{ file, line }] };
}

/** With `--tb=short`: no further project frame stands between this one and the `E` lines. */
function isLast(at: Surroundings["at"]): boolean {
  for (let offset = 1; offset <= 14; offset++) {
    const text = at(offset);
    if (text === null || /^E {3}/.test(text)) return true;
    const file = /^(?<file>[^\s:][^:]*\.py):\d+: in /.exec(text)?.groups?.["file"];
    if (file !== undefined && !isLibrary(file)) return false;
  }
  return true;
}

/** With `--tb=native`: Python's own traceback stands right below the section's header. */
function nativeTrace(around: Surroundings): Pick<Finding, "places"> {
  if (!/^Traceback \(most recent call last\):$/.test(around.at(1) ?? "")) return {};
  const { place, message } = pythonTraceBelow(around, { start: 2, reach: 150 });
  return place === null ? {} : { places: [{ ...place, message }] };
}

/** The frame where the exception rose; when that is in a library, the last project frame above it. */
function innermost(file: string | undefined, line: string | undefined, rest: { kind: string | undefined; message: string | undefined; around: Surroundings }): Finding | null {
  const kind = rest.kind === undefined ? {} : { kind: rest.kind };
  if (file === undefined) return null;
  if (!isLibrary(file)) return { places: [{ file, line, message: rest.message }], ...kind };
  const outer = rest.around.latest("frame-outer")?.places;
  return outer === undefined ? null : { places: outer, ...kind };
}
