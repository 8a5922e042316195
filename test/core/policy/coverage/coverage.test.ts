import { overallCoverage } from "../../../../src/core/policy/coverage/overall-coverage.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { changedCoverage } from "../../../../src/core/policy/coverage/changed-coverage.ts";
import { readCoverage } from "../../../../src/core/policy/coverage/read-coverage.ts";
import { fileOf, hidden } from "../change/a-change.ts";

const golden = (name: string): string => readFileSync(join(import.meta.dirname, "../../../golden/coverage", name), "utf8");
const lcov = "TN:\nSF:src/app.js\nDA:1,1\nDA:2,1\nDA:3,0\nend_of_record\n";

/** The sources that the reports of test/golden/coverage are of. */
const sources = {
  js: "export function answer(flag) {\n  if (flag) {\n    return 42;\n  }\n  return 43;\n}\n",
  go: "package hello\n\nfunc Answer(flag bool) int {\n\tif flag {\n\t\treturn 42\n\t}\n\treturn 43\n}\n",
  py: "def answer(flag):\n    if flag:\n        return 42\n    return 43\n",
  java: "package com.octo;\n\npublic class App {\n  static int answer(boolean flag) {\n    if (flag) {\n      return 42;\n    }\n    return 43;\n  }\n\n  public static void main(String[] arguments) {\n    System.out.println(answer(true));\n  }\n}\n",
} as const;

const judge = (path: string, after: string, text: string): ReturnType<typeof changedCoverage> => {
  const report = readCoverage(text);
  if (report === null) throw new Error("no report");
  return changedCoverage([fileOf({ path, before: null, after })], [report]);
};
const three = (path: string): ReturnType<typeof fileOf> => fileOf({ path, before: null, after: "one\ntwo\nthree\n" });

describe("what the real tools write", () => {
  test.each<readonly [string, string, string, object]>([
    ["LCOV of Node", "src/app.js", golden("node-24.21.lcov"), { facts: { changed_lines: 6, covered_lines: 5, percent: 83 }, places: [{ file: "src/app.js", line: 5 }] }],
    ["Go's cover profile, with the module's name before", "app.go", golden("go-1.26.8.out"), { facts: { changed_lines: 5, covered_lines: 4, percent: 80 }, places: [{ file: "app.go", line: 7 }] }],
    ["coverage.py's XML, which is Cobertura's", "src/app.py", golden("coverage-py-7.6.12.xml"), { facts: { changed_lines: 4, covered_lines: 3, percent: 75 }, places: [{ file: "src/app.py", line: 4 }] }],
    ["coverage.py's JSON", "src/app.py", golden("coverage-py-7.6.12.json"), { facts: { changed_lines: 4, covered_lines: 3, percent: 75 }, places: [{ file: "src/app.py", line: 4 }] }],
    ["JaCoCo, with the source folder left out", "server/src/main/java/com/octo/App.java", golden("jacoco-0.8.12.xml"), { facts: { changed_lines: 6, covered_lines: 4, percent: 66 }, places: [3, 8].map((line) => ({ file: "server/src/main/java/com/octo/App.java", line })) }],
  ])("%s", (_what, path, text, expected) => {
    const extension = path.slice(path.lastIndexOf(".") + 1) as keyof typeof sources;
    expect(judge(path, sources[extension], text)).toEqual(expected);
  });
});

describe("is not known", () => {
  test.each<readonly [string, ReturnType<typeof changedCoverage>]>([
    ["without a report", changedCoverage([three("src/app.js")], [])],
    ["where lines are not shown", changedCoverage([hidden("src/app.js")], [{ files: [{ path: "src/app.js", lines: new Map([[1, 1]]) }] }])],
    ["where two files of the report may be meant", changedCoverage([three("a.js")], [{ files: [{ path: "x/a.js", lines: new Map([[1, 1]]) }, { path: "y/a.js", lines: new Map([[1, 0]]) }] }])],
  ])("%s", (_what, { facts }) => {
    expect(facts).toBeNull();
  });
});

test("a source file that no test has loaded is not covered", () => {
  const report = readCoverage(lcov);
  expect(changedCoverage([three("src/never.js")], report === null ? [] : [report]).facts).toEqual({ changed_lines: 3, covered_lines: 0, percent: 0 });
});

test("a file that the report's tool does not measure does not count, nor does a test", () => {
  const report = readCoverage(lcov);
  expect(changedCoverage([three("src/a.py"), three("test/app.test.js")], report === null ? [] : [report]).facts).toEqual({ changed_lines: 0, covered_lines: 0, percent: 100 });
});

test.each([["text", "hello"], ["JSON that is none", "{\"files\":1}"], ["XML of another kind", "<a/>"], ["a document type with declarations", '<!DOCTYPE coverage [<!ENTITY a "b">]><coverage/>'], ["nothing", ""]])("%s is no report", (_what, text) => {
  expect(readCoverage(text)).toBeNull();
});

describe("all lines", () => {
  const report = (path: string, ...hits: readonly number[]) => ({ files: [{ path, lines: new Map(hits.map((count, at) => [at + 1, count])) }] });

  test("fell: the head's tests run a smaller share of all lines than the base's", () => {
    expect(overallCoverage([report("a.js", 1, 0, 0, 0)], [report("a.js", 1, 1, 0, 0)])).toEqual({ known: true, percent: 25, base_percent: 50, fell: true });
  });

  test("a line that ran in one of several reports ran", () => {
    expect(overallCoverage([report("a.js", 1, 0), report("a.js", 0, 1)], [report("a.js", 1, 1)])).toEqual({ known: true, percent: 100, base_percent: 100, fell: false });
  });

  test("a tenth of a point is no fall", () => {
    const many = (ran: number) => report("a.js", ...Array.from({ length: 1_000 }, (_, at) => (at < ran ? 1 : 0)));
    expect([overallCoverage([many(799)], [many(800)]).fell, overallCoverage([many(798)], [many(800)]).fell]).toEqual([false, true]);
  });

  test("is not known where one side has no report", () => {
    expect([overallCoverage([report("a.js", 1)], []).known, overallCoverage([], [report("a.js", 1)]).known]).toEqual([false, false]);
  });
});
