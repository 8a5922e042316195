/** What a check says of itself: its output, and annotations on lines of the code. Every CI that reports to GitHub gives these; a log it need not give. */
import { openLogReading } from "../read-log.ts";
import type { FailureReport } from "../report.ts";
import { reportsOf, type DocumentProblem, type Subject } from "./document.ts";
import { knownTool } from "./known-tool.ts";

export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly startColumn?: number | null;
  readonly level: "notice" | "warning" | "failure";
  readonly title: string | null;
  readonly message: string;
  /** Line of the document where it stands, where it comes from one. */
  readonly at?: number;
}

export interface CheckAccount {
  readonly name: string;
  readonly failed: boolean;
  /** Title, summary, text; a legacy status's description. */
  readonly output: readonly (string | null)[];
  readonly annotations: readonly Annotation[];
  /** There are more annotations than these. */
  readonly truncated?: boolean;
  /** The check ran out of time. */
  readonly timedOut?: boolean;
  readonly at?: number;
}

const UNTOLD: Subject = { tool: null, class: "lint", pattern_name: "annotated_problems" };

/** Empty when the check did not fail. A failed one always gives a report: `unknown` with its own words where nothing more is told. */
export function readCheck(check: CheckAccount, workspace: string | null): readonly FailureReport[] {
  if (!check.failed) return [];
  const reports = reportsOfCheck(check, workspace);
  return check.truncated === true ? reports.map((report) => ({ ...report, error_snippet: `${report.error_snippet}\n(${String(check.annotations.length)} annotations were read; the check has more)`.trim() })) : reports;
}

function reportsOfCheck(check: CheckAccount, workspace: string | null): readonly FailureReport[] {
  const told = readOutput(check);
  const subject = subjectOf(check, told[0] ?? null);
  const problems = check.annotations.filter((annotation) => !isRunnersOwn(annotation)).map((annotation) => problemOf(annotation, subject));
  const annotated = reportsOf({ input: "annotations", problems, truncated: false }, workspace);
  if (annotated.length > 0) return annotated;
  return told.length > 0 ? told : reportsOf({ input: "check", problems: [bare(check)], truncated: false }, workspace);
}

/** Proof only: what a summary merely hints at is no diagnosis. */
function readOutput({ name, output, annotations }: CheckAccount): readonly FailureReport[] {
  const lines = [...output, ...annotations.filter(({ level }) => level === "failure").map(({ path, startLine, message }) => `${path}:${String(startLine)}: ${message}`)];
  const reading = openLogReading({ job: name, workspace: null });
  reading.push(new TextEncoder().encode(`${lines.filter((line) => line !== null).join("\n")}\n`));
  return reading.finish().reports.filter(({ confidence }) => confidence >= 0.5);
}

/** The check's name often is the tool's: `ESLint`, `ci / pytest (3.12)`; else its output may show whose words they are. */
function subjectOf({ name, annotations }: CheckAccount, told: FailureReport | null): Subject {
  const words = [name, ...annotations.slice(0, 3).map(({ title }) => title ?? "")].flatMap((text) => text.split(/[^\w:.+-]+/));
  for (const word of words) {
    const found = word.length < 2 || COMMON_WORDS.has(word.toLowerCase()) ? null : knownTool(word);
    if (found !== null) return found;
  }
  if (told !== null && told.tool !== null && told.tool !== "annotation") return { tool: told.tool, class: told.failure_class, pattern_name: told.pattern_name };
  return /\btests?\b/i.test(name) ? { tool: null, class: "test-failure", pattern_name: "annotated_tests" } : UNTOLD;
}

/** Names of formats that are words too: in a check's name they need not mean the tool. */
const COMMON_WORDS: ReadonlySet<string> = new Set(["access", "compiler", "disk", "docker", "environment", "git", "go", "memory", "network", "node", "python", "swift", "make", "annotation", "unknown", "encoding", "cargo", "rate-limit", "time-limit"]);

/** Actions annotates each failed job with its exit code, at a path that is none. */
function isRunnersOwn({ path, message }: Annotation): boolean {
  return path === ".github" && /^(?:Process completed with exit code|The operation was canceled|Canceling since)/.test(message);
}

function problemOf({ path, startLine, startColumn, level, title, message, at }: Annotation, subject: Subject): DocumentProblem {
  const first = message.split("\n")[0] ?? "";
  const rule = /^[@\w./-]{2,80}$/.test(title ?? "") ? title : (/\((?<rule>[@\w/-]{2,80})\)\s*$/.exec(first)?.groups?.["rule"] ?? null);
  return {
    line: at ?? 1, rule: level === "failure" ? "failure" : "warning", says: level === "failure" ? "problem" : "detail", subject, confidence: subject.tool === null ? 0.7 : 0.9,
    text: `${path}:${String(startLine)}: ${first}`, body: message, places: [{ file: path, line: startLine, column: startColumn ?? null, rule, message: first }], message: first, ...(rule === null ? {} : { kind: rule }),
  };
}

function bare({ name, output, timedOut = false, at }: CheckAccount): DocumentProblem {
  const words = output.filter((part) => part !== null && part.trim() !== "").join("\n");
  const subject: Subject = timedOut ? { tool: null, class: "timeout", pattern_name: "check_timeout" } : (gateOf(name) ?? { tool: null, class: "unknown", pattern_name: "check_failed" });
  const first = words.split("\n")[0] ?? "";
  return { line: at ?? 1, rule: "conclusion", says: "problem", subject, confidence: timedOut ? 0.9 : subject.class === "unknown" ? 0.3 : 0.85, text: `${name}: ${first === "" ? "failed" : first}`, body: words, message: first, kind: name };
}

/** Services whose checks mean one thing only. */
function gateOf(name: string): Subject | null {
  return /^(?:codecov|coverage|coveralls)\b/i.test(name) ? { tool: /^codecov/i.test(name) ? "codecov" : /^coveralls/i.test(name) ? "coveralls" : null, class: "coverage-threshold", pattern_name: "coverage_below_threshold" } : null;
}
