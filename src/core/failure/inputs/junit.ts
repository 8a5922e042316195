/**
 * JUnit XML, the form in which most test runners and many linters report. There is no one schema: read is what Ant, Surefire, pytest,
 * jest-junit, Vitest, Mocha, Node.js, gotestsum, GoogleTest, RSpec, PHPUnit, ESLint, Ruff and mypy have in common.
 */
import type { DocumentProblem, DocumentReading, Subject } from "./document.ts";
import { readFailureBody, type FailureBody } from "./failure-body.ts";
import { lintCase, nestedReports } from "./junit-lint.ts";
import { caseSubject, suiteSubject } from "./junit-subject.ts";
import { testName } from "./junit-test-name.ts";
import type { XmlElement } from "./xml.ts";

export interface JunitCase {
  readonly element: XmlElement;
  readonly suite: XmlElement;
  /** The `failure` or `error` in it. */
  readonly verdict: XmlElement;
  readonly subject: Subject;
}

const TESTS_DEEP = 30;
/** To read what stands below a case as a log costs most of a millisecond; past so many, the cases speak for themselves. */
const MOST_OUTPUTS = 100;

/** `root` is the document's root element: `testsuites` or `testsuite`. */
export function readJunit(root: XmlElement): DocumentReading {
  const problems = failedCases(root, root, TESTS_DEEP).flatMap((found, index) => problemsOf(found, index < MOST_OUTPUTS ? nestedReports : nothing));
  return { input: "junit", problems: onlySnapshots(problems), truncated: false };
}

function failedCases(suite: XmlElement, root: XmlElement, depth: number): readonly JunitCase[] {
  if (depth === 0) return [];
  const owner = suiteSubject(root, suite);
  return suite.children.flatMap((element) => {
    if (element.name === "testsuite") return failedCases(element, root, depth - 1);
    const verdict = element.name === "testcase" ? verdictOf(element) : suiteVerdict(element);
    return verdict === null ? [] : [{ element, suite, verdict, subject: owner ?? caseSubject({ element, verdict }) }];
  });
}

/** A skipped case is none that failed, whatever else stands in it (Node.js keeps the failure of a test that is still to do). */
function verdictOf(element: XmlElement): XmlElement | null {
  if (element.children.some(({ name }) => name === "skipped")) return null;
  return element.children.find(({ name }) => name === "failure" || name === "error") ?? null;
}

/** Some runners put the failure of a whole suite beside its cases. */
function suiteVerdict(element: XmlElement): XmlElement | null {
  return element.name === "failure" || element.name === "error" ? element : null;
}

function nothing(): readonly DocumentProblem[] {
  return [];
}

function problemsOf(found: JunitCase, readOutput: typeof nestedReports): readonly DocumentProblem[] {
  const lint = lintCase(found);
  if (lint !== null) return [lint];
  const body = bodyOf(found);
  const nested = readOutput(found, body.lines);
  return nested.length > 0 ? nested : [failedTest(found, body)];
}

function bodyOf({ element, verdict }: JunitCase): FailureBody {
  const own = verdict.text.trim() === "" ? (verdict.attributes.get("message") ?? "") : verdict.text;
  return readFailureBody(own, element.attributes.get("classname") ?? null);
}

function failedTest({ element, suite, verdict, subject }: JunitCase, body: FailureBody): DocumentProblem {
  const { place, kind, lines } = body;
  const message = (verdict.attributes.get("message") ?? lines.find((line) => line.trim() !== "") ?? "").split("\n")[0] ?? "";
  const test = testName({ element, suite, tool: subject.tool, file: place?.file ?? null });
  const declared = place ?? declaredPlace(element);
  return {
    line: element.line, rule: "failed-case", says: "problem", subject, confidence: 0.96, text: `${test === "" ? verdict.name : test}: ${message}`, body: lines.join("\n"), message,
    ...(test === "" ? {} : { tests: [test] }),
    ...(declared === null ? {} : { places: [{ ...declared, message }] }),
    ...(kindOf(verdict, kind) === null ? {} : { kind: kindOf(verdict, kind) ?? "" }),
  };
}

/** Where the test stands, for want of where it failed. */
function declaredPlace({ attributes }: XmlElement): { file: string; line: string } | null {
  const file = attributes.get("file");
  const line = attributes.get("line");
  return file === undefined || line === undefined ? null : { file, line };
}

function kindOf(verdict: XmlElement, named: string | null): string | null {
  const type = verdict.attributes.get("type") ?? "";
  return named ?? (/(?:Error|Exception|Failure)$/.test(type) ? type : null);
}

const SNAPSHOT = /\btoMatch(?:Inline|File)?Snapshot\(|Snapshot name: |Snapshot `.{1,200}` mismatched/;

/** Where nothing but snapshots differs, that is what is wrong; as with the runner's own log. */
function onlySnapshots(problems: readonly DocumentProblem[]): readonly DocumentProblem[] {
  if (problems.length === 0 || !problems.every(({ body = "" }) => SNAPSHOT.test(body))) return problems;
  return problems.map((problem) => ({ ...problem, subject: { ...problem.subject, class: "snapshot-mismatch", pattern_name: "snapshot_mismatch" } }));
}
