/** What a post-check printed, finding by finding, or nothing where it cannot be told exactly. */
import { describe, expect, test } from "@jest/globals";
import { checkFindings, couldMendMore } from "../../../src/core/failure/check-findings.ts";

const read = (text: string, folder = "") => checkFindings({ text, folder, checkout: "/work/shop" });
// eslint 9.39 and ruff 0.14, as they print.
const eslint = "\n/work/shop/web/src/app.js\n  3:1  error  'start' is not defined  no-undef\n\n✖ 1 problem (1 error, 0 warnings)\n\n";
const ruff = "F821 Undefined name `missing`\n --> a.py:3:17\n  |\n3 | print(sys.path, missing)\n  |                 ^^^^^^^\n\nFound 1 error.\n";

test("absolute names become relative to the checkout, and names of a folder get the folder before them", () => {
  expect(read(eslint, "web")).toEqual([{ file: "web/src/app.js", line: 3, rule: "no-undef", message: "'start' is not defined" }]);
  expect(read(ruff, "api")).toMatchObject([{ file: "api/a.py", line: 3, rule: "F821" }]);
});

describe("nothing is told", () => {
  test.each<[string, string]>([
    ["of words that are no findings", "Oops! Something went wrong! :(\n"],
    ["of a crash behind the findings", `${eslint}Traceback (most recent call last):\n  File "/work/shop/lint.py", line 3, in <module>\n    start()\nRuntimeError: no\n`],
    ["where the tool keeps some back", "src/a.js:1:1 lint/style/noVar ━━━━━━━━━━\n\n  × Use let or const instead of var.\n\nThe number of diagnostics exceeds the limit allowed. Use --max-diagnostics to increase it.\nDiagnostics not shown: 4.\n"],
    ["of type errors", "src/sum.ts(3,7): error TS2322: Type 'string' is not assignable to type 'number'.\n"],
  ])("%s", (_, text) => {
    expect(read(text)).toBeNull();
  });
});

test.each<[string, boolean]>([
  ["  1 error and 0 warnings potentially fixable with the `--fix` option.", true],
  ["  1 error potentially fixable with the \"--fix\" option.", true],
  ["[*] 4 fixable with `--fix` (2 unsafe fixes available with `--fix --unsafe-fixes`).", true],
  ["  i Safe fix: Use a template literal.", true],
  ["No fixes available (1 hidden fix can be enabled with the `--unsafe-fixes` option).", false],
  ["  i Unsafe fix: Use === instead.", false],
  ["2 files inspected, 5 offenses detected, 4 offenses autocorrectable", false],
])("%s: it could mend more: %s", (text, more) => {
  expect(couldMendMore({ text })).toBe(more);
});
