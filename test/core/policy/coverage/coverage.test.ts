import { describe, expect, test } from "@jest/globals";
import { changedCoverage } from "../../../../src/core/policy/coverage/changed-coverage.ts";
import { readCoverage } from "../../../../src/core/policy/coverage/read-coverage.ts";
import { fileOf, hidden } from "../change/a-change.ts";

/** As `c8 --reporter lcovonly` 10 writes it. */
const lcov = "TN:\nSF:src/app.js\nFN:1,add\nFNDA:1,add\nDA:1,1\nDA:2,1\nDA:3,0\nLF:3\nLH:2\nend_of_record\n";
/** As coverage.py 7 writes `coverage xml`. */
const cobertura = `<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage version="7.6.1" timestamp="1" lines-valid="3" lines-covered="2" line-rate="0.66" branches-covered="0" branches-valid="0" branch-rate="0" complexity="0">
  <sources><source>/w/src</source></sources>
  <packages><package name="." line-rate="0.66" branch-rate="0" complexity="0"><classes>
    <class name="app.js" filename="app.js" complexity="0" line-rate="0.66" branch-rate="0"><methods/><lines><line number="1" hits="1"/><line number="2" hits="1"/><line number="3" hits="0"/></lines></class>
  </classes></package></packages>
</coverage>`;
/** As JaCoCo 0.8 writes it. */
const jacoco = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd"><report name="a"><package name="com/octo"><class name="com/octo/App" sourcefilename="App.java"/><sourcefile name="App.java"><line nr="1" mi="0" ci="3" mb="0" cb="0"/><line nr="2" mi="0" ci="2" mb="0" cb="0"/><line nr="3" mi="4" ci="0" mb="0" cb="0"/></sourcefile></package></report>`;
/** As `go test -coverprofile` of Go 1.23 writes it. */
const go = "mode: set\nexample.com/hello/app.go:1.1,2.10 2 1\nexample.com/hello/app.go:3.2,3.10 1 0\nexample.com/hello/sub/app.go:1.1,3.10 2 1\n";
/** As coverage.py 7 writes `coverage json`. */
const python = JSON.stringify({ meta: { version: "7.6.1" }, files: { "src/app.py": { executed_lines: [1, 2], summary: {}, missing_lines: [3], excluded_lines: [] } }, totals: {} });

const three = (path: string): ReturnType<typeof fileOf> => fileOf({ path, before: null, after: "one\ntwo\nthree\n" });
const judge = (path: string, text: string): ReturnType<typeof changedCoverage> => {
  const report = readCoverage(text);
  if (report === null) throw new Error("no report");
  return changedCoverage([three(path)], [report]);
};

test.each<readonly [string, string, string]>([
  ["LCOV", "src/app.js", lcov], ["Cobertura, with the source folder left out", "src/app.js", cobertura], ["JaCoCo", "server/src/main/java/com/octo/App.java", jacoco],
  ["Go, with the module's name before", "app.go", go], ["coverage.py", "src/app.py", python],
])("%s: two of three changed lines were run", (_what, path, text) => {
  expect(judge(path, text)).toEqual({ facts: { changed_lines: 3, covered_lines: 2, percent: 66 }, places: [{ file: path, line: 3 }] });
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
