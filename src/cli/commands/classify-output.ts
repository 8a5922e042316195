/** What `regreen classify` prints: JSON for programs, text for people. */
import type { FailureReport } from "../../core/failure/report.ts";
import { plainText } from "../plain-text.ts";
import type { InputDiagnosis } from "./classify-source.ts";

/** One object on one line: the first report's fields, and under `reports` all of them as they are. */
export function diagnosisJson(diagnosis: InputDiagnosis): string {
  const [cause] = diagnosis.reports;
  const first = cause === undefined ? { class: "none", tool: null, locations: [], failingTests: [], files: [], confidence: 1 } : fieldsOf(cause);
  const { reports, considered, lines, bytes, truncated, jobs } = diagnosis;
  return `${JSON.stringify({ ...first, reports, considered, lines, bytes, truncated, ...(jobs === undefined ? {} : { jobs: jobs.map(({ job, diagnosis: found }) => ({ job, ...found })) }) })}\n`;
}

function fieldsOf(report: FailureReport) {
  return {
    class: report.failure_class,
    tool: report.tool,
    locations: report.locations,
    failingTests: report.failing_tests,
    files: report.file_paths,
    confidence: report.confidence,
    transient: report.transient,
    rule: report.rule,
    pattern_name: report.pattern_name,
    fingerprint: report.fingerprint,
    template: report.template ?? null,
    error_snippet: report.error_snippet,
    evidence: report.evidence,
  };
}

const MOST_PLACES = 20;

/** Free of control characters from the log. */
export function diagnosisText(diagnosis: InputDiagnosis, { explain }: { readonly explain: boolean }): string {
  if (diagnosis.reports.length === 0) return plainText(`${[`Nothing failed in these ${String(diagnosis.lines)} lines.`, ...(explain ? consideredText(diagnosis) : [])].join("\n\n")}\n`);
  const blocks = diagnosis.reports.map((report, index) => reportText(report, { first: index === 0, explain }));
  return plainText(`${[...blocks, ...jobsText(diagnosis), ...(explain ? consideredText(diagnosis) : [])].join("\n\n")}\n`);
}

/** Of a whole run: which jobs failed, and of what. */
function jobsText({ jobs = [] }: InputDiagnosis): string[] {
  const failed = jobs.filter(({ diagnosis }) => diagnosis.reports.length > 0);
  if (failed.length === 0) return [];
  const lines = failed.map(({ job, diagnosis }) => `  ${job}: ${diagnosis.reports.map(titleOf).join(", ")}`);
  return [[`Failed in ${String(failed.length)} of ${String(jobs.length)} jobs:`, ...lines].join("\n")];
}

function titleOf(report: FailureReport): string {
  return `${report.failure_class}${report.tool === null ? "" : ` (${report.tool})`}`;
}

function reportText(report: FailureReport, { first, explain }: { first: boolean; explain: boolean }): string {
  const nature = report.transient ? ", may pass by itself" : "";
  return [
    `${first ? "Failed" : "Also failed"}: ${titleOf(report)}, confidence ${report.confidence.toFixed(2)}${nature}`,
    ...placesText(report),
    ...report.failing_tests.slice(0, MOST_PLACES).map((test) => `  test ${test}`),
    ...indented(report.error_snippet),
    ...(explain ? explanation(report) : []),
    `  fingerprint ${report.fingerprint}`,
  ].join("\n");
}

function placesText(report: FailureReport): string[] {
  const places = report.locations.map(({ file, line, column, rule, message }) =>
    [`  ${file}${line === null ? "" : `:${String(line)}`}${column === null ? "" : `:${String(column)}`}`, rule, message].filter((part) => part !== null).join("  "));
  const files = report.locations.length > 0 ? [] : report.file_paths.map((file) => `  ${file}`);
  const all = [...places, ...files];
  return all.length <= MOST_PLACES ? all : [...all.slice(0, MOST_PLACES), `  and ${String(all.length - MOST_PLACES)} more`];
}

function indented(snippet: string): string[] {
  return snippet === "" ? [] : ["", ...snippet.split("\n").map((line) => `  | ${line}`), ""];
}

function explanation(report: FailureReport): string[] {
  return [`  decided by the rule ${report.rule} (${report.pattern_name}) on`, ...report.evidence.map(({ line, text }) => `  ${String(line).padStart(7)}  ${text}`)];
}

/** What else looked like trouble, by the reason why it is none. */
function consideredText({ considered, addedMatchers }: InputDiagnosis): string[] {
  const added = addedMatchers.length === 0 ? [] : [["The job registered problem matchers; give their files with --matcher to read with them:", ...addedMatchers.map((path) => `  ${path}`)].join("\n")];
  const reasons = [...new Set(considered.map(({ why }) => why))];
  return [...added, ...reasons.map((reason) => {
    const lines = considered.filter(({ why }) => why === reason);
    const shown = lines.slice(0, MOST_PLACES).map(({ line, text, rule }) => `  ${String(line).padStart(7)}  ${text.trim()}  [${rule}]`);
    return [`Also considered, but ${reason}:`, ...shown, ...(lines.length > shown.length ? [`  and ${String(lines.length - shown.length)} more`] : [])].join("\n");
  })];
}
