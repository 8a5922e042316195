/** Linters that report as JUnit XML: a suite per file, a case per problem or per file, the place in words or in attributes. */
import { openLogReading } from "../read-log.ts";
import type { DocumentProblem } from "./document.ts";
import type { JunitCase } from "./junit.ts";
import type { XmlElement } from "./xml.ts";

/** ESLint, Ruff and Stylelint: `line 3, col 13, Error - Expected '==='. (eqeqeq)`. */
const IN_WORDS = /^\s*line (?<line>\d{1,7}), col(?:umn)? (?<column>\d{1,6}), (?:(?<severity>Error|Warning) - )?(?<message>.*?)(?: \((?<rule>[^()\s]{1,100})\))?\s*$/s;

/** PHP_CodeSniffer: `Squiz.Functions.X at /app/src/Cart.php (3:1)`. */
const IN_NAME = /^(?<rule>[\w.]{1,200}) at (?<file>.{1,500}) \((?<line>\d{1,7}):(?<column>\d{1,6})\)$/;
/** Bandit: `Test ID: B404 Severity: LOW …`, and in the end `Location src/cart.py:2`. */
const IN_BODY = /^Test ID: (?<rule>B\d{3})\b[^]{0,4000}^Location (?<file>[^\n]{1,500}):(?<line>\d{1,7})\s*$/m;

/** golangci-lint: the linter is the case, and its class the place. What it calls typecheck is code that does not compile. */
function golangciCase(found: JunitCase): DocumentProblem | null {
  const place = /^(?<file>[^\s:]{1,400}\.go):(?<line>\d{1,7}):(?<column>\d{1,6})$/.exec(found.element.attributes.get("classname") ?? "")?.groups;
  const rule = found.element.attributes.get("name") ?? "";
  const problem = place === undefined ? null : caseOf(found, { ...place, rule });
  const kind = rule === "typecheck" ? { class: "build-error" as const, pattern_name: "golangci_typecheck" } : { class: "lint" as const, pattern_name: "golangci_problems" };
  return problem === null ? null : { ...problem, subject: { tool: "golangci-lint", ...kind } };
}

/** Null: the case is not one problem of a linter. */
export function lintCase(found: JunitCase): DocumentProblem | null {
  return golangciCase(found) ?? caseOf(found, IN_NAME.exec(found.element.attributes.get("name") ?? "")?.groups) ?? caseOf(found, IN_BODY.exec(found.verdict.text.slice(0, 5000))?.groups) ?? caseInWords(found);
}

function caseOf({ element, verdict, subject }: JunitCase, place: Readonly<Record<string, string>> | undefined): DocumentProblem | null {
  const { file, line, column, rule } = place ?? {};
  if (file === undefined || rule === undefined) return null;
  const message = verdict.attributes.get("message") ?? "";
  return { line: element.line, rule: "lint-case", says: verdict.attributes.get("type") === "warning" ? "detail" : "problem", confidence: 0.96, subject: ofLinter(subject), text: `${file}:${line ?? ""}: ${message}`, places: [{ file, line, column, rule, message }], message, kind: rule };
}

function ofLinter(subject: JunitCase["subject"]): JunitCase["subject"] {
  return subject.class === "test-failure" ? { ...subject, class: "lint", pattern_name: subject.tool === null ? "junit_problems" : `${subject.tool}_problems` } : subject;
}

function caseInWords({ element, suite, verdict, subject }: JunitCase): DocumentProblem | null {
  const words = IN_WORDS.exec(verdict.text.slice(0, 5000))?.groups;
  const name = element.attributes.get("name") ?? "";
  if (words === undefined) return null;
  const message = resolved(verdict.attributes.get("message") ?? words["message"] ?? "");
  const rule = words["rule"] ?? /^org\.[\w-]+\.(?<rule>\S+)$/.exec(name)?.groups?.["rule"];
  const file = suite.attributes.get("name") ?? "";
  return {
    line: element.line, rule: "lint-case", says: words["severity"] === "Warning" ? "detail" : "problem", confidence: 0.96,
    subject: ofLinter(subject),
    text: `${file}: ${verdict.text.trim()}`, places: [{ file, line: words["line"], column: words["column"], rule, message }], message, ...(rule === undefined ? {} : { kind: rule }),
  };
}

/** ESLint's formatter escapes inside CDATA too. */
function resolved(text: string): string {
  return text.replace(/&(apos|quot|lt|gt|amp);/g, (whole, name: string) => ({ apos: "'", quot: '"', lt: "<", gt: ">", amp: "&" })[name] ?? whole);
}

/**
 * What stands below may be a tool's own output (mypy, a file that could not be collected, a suite that did not start): it is read as the log that it is.
 * Empty: it tells no more than that a test failed.
 */
export function nestedReports({ element, verdict, subject }: JunitCase, lines: readonly string[]): readonly DocumentProblem[] {
  const runner = subject.class === "test-failure";
  if (runner && verdict.name !== "error") return [];
  const reading = openLogReading({ job: null, workspace: null });
  reading.push(Buffer.from(`${[...headerOf(element, verdict), ...lines].join("\n")}\n`));
  const [report] = reading.finish().reports;
  if (report === undefined || report.failure_class === "unknown" || (runner && report.failure_class === "test-failure")) return [];
  const named = { line: element.line, rule: "case-output", says: "problem", confidence: Math.min(0.95, report.confidence + 0.1), body: lines.join("\n"), text: lines.find((line) => line.trim() !== "") ?? verdict.name } as const;
  const message = report.locations[0]?.message ?? report.evidence.at(-1)?.text;
  return [{
    ...named, subject: { tool: runner ? subject.tool : report.tool, class: report.failure_class, pattern_name: report.pattern_name },
    places: report.locations, files: report.file_paths, ...(message === undefined ? {} : { message }), ...(report.locations[0]?.rule == null ? {} : { kind: report.locations[0].rule }),
  }];
}

/** pytest prints a header above a file that it could not collect, and leaves it out here: it is put back where the file is named below. */
function headerOf(element: XmlElement, verdict: XmlElement): readonly string[] {
  const file = `${(element.attributes.get("name") ?? "").replaceAll(".", "/")}.py`;
  const told = verdict.attributes.get("message") === "collection failure" && verdict.text.includes(file);
  return told ? [`_____ ERROR collecting ${file} _____`] : [];
}
