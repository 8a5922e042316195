import { describe, expect, test } from "@jest/globals";
import { parseProblemMatchers } from "../../../../src/core/failure/matchers/problem-matcher.ts";
import { openLogReading, type LogDiagnosis } from "../../../../src/core/failure/read-log.ts";
import { seededRandom } from "../seeded-random.ts";

/** From GitHub's documentation of problem matchers: ESLint's compact and stylish formats. */
const COMPACT = { owner: "eslint-compact", pattern: [{ regexp: "^(.+):\\sline\\s(\\d+),\\scol\\s(\\d+),\\s(Error|Warning|Info)\\s-\\s(.+)\\s\\((.+)\\)$", file: 1, line: 2, column: 3, severity: 4, message: 5, code: 6 }] };
const STYLISH = { owner: "acme-lint", pattern: [{ regexp: "^@@ ([^\\s].*)$", file: 1 }, { regexp: "^@\\s+(\\d+):(\\d+)\\s+(bad|warning)\\s+(.*)\\s\\s+(.*)$", line: 1, column: 2, severity: 3, message: 4, code: 5, loop: true }] };

function parse(...matchers: readonly object[]): ReturnType<typeof parseProblemMatchers> {
  return parseProblemMatchers("matchers.json", Buffer.from(JSON.stringify({ problemMatcher: matchers })));
}

function read(lines: readonly string[], ...matchers: readonly object[]): LogDiagnosis {
  const reading = openLogReading({ job: null, workspace: null, matchers: parse(...matchers) });
  reading.push(Buffer.from(`${lines.join("\n")}\n`));
  return reading.finish();
}

describe("a log read with the user's own problem matchers", () => {
  test("gives what the pattern's groups name, with the tool that the owner names", () => {
    const owner = { owner: "house-style", pattern: [{ regexp: "^<(.+)> (\\d+),(\\d+) (.+) \\[(.+)\\]$", file: 1, line: 2, column: 3, message: 4, code: 5 }] };
    expect(read(["2026-11-20T08:00:00.0000000Z </home/runner/work/shop/shop/src/a.acme> 3,7 Semicolons, please. [acme/semi]"], owner).reports).toMatchObject([{
      failure_class: "lint", tool: "house-style", pattern_name: "matcher_house_style", rule: "matcher/house-style",
      locations: [{ file: "src/a.acme", line: 3, column: 7, rule: "acme/semi", message: "Semicolons, please." }], evidence: [{ line: 1 }],
    }]);
  });

  test("an owner named after a known tool gives that tool's class and pattern", () => {
    expect(read(["@@ x.js", "@   1:2  bad  No tabs  tabs"], { ...STYLISH, owner: "eslint-ours" }).reports).toMatchObject([{ tool: "eslint", pattern_name: "eslint_problems" }]);
  });

  test("several patterns match successive lines, the last one as often as it loops", () => {
    const lines = ["@@ src/a.acme", "@   1:2  bad  No tabs  tabs", "@   4:1  warning  Long line  length", "@   9:9  bad  No eval  eval", "done", "@   9:9  bad  Alone  nowhere"];
    expect(read(lines, STYLISH).reports[0]?.locations.map(({ file, line, rule }) => [file, line, rule])).toEqual([["src/a.acme", 1, "tabs"], ["src/a.acme", 4, "length"], ["src/a.acme", 9, "eval"]]);
  });

  test("only warnings are no failure", () => {
    expect(read(["@@ src/a.acme", "@   4:1  warning  Long line  length"], STYLISH).reports).toEqual([]);
  });

  test("where a built-in format names a place on the line, the matcher adds nothing", () => {
    const everything = { owner: "everything", pattern: [{ regexp: "^(.*)\\((\\d+),\\d+\\): (.*)$", file: 1, line: 2, message: 3 }] };
    expect(read(["src/a.ts(1,2): error TS1005: ';' expected."], everything).reports.map(({ tool }) => tool)).toEqual(["tsc"]);
  });

  test("is read the same however the bytes are cut", () => {
    const bytes = Buffer.from("@@ src/a.acme\n@   1:2  bad  No tabs – ever  tabs\n");
    const reading = openLogReading({ job: null, workspace: null, matchers: parse(STYLISH) });
    for (let at = 0; at < bytes.length; at++) reading.push(bytes.subarray(at, at + 1));
    expect(reading.finish().reports[0]?.locations).toMatchObject([{ file: "src/a.acme", line: 1, message: "No tabs – ever" }]);
  });

  test("an expression that would take ages elsewhere takes linear time", () => {
    const start = process.cpuUsage();
    read([`${"a".repeat(100_000)}!`, ...Array.from({ length: 2000 }, () => `${"a".repeat(200)}!`)], { owner: "slow", pattern: [{ regexp: "^(a+)+$", message: 1 }] });
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
  });

  test("1,000 random logs with random line ends: never a throw, nor a place outside the log", () => {
    const random = seededRandom(11);
    const words = ["@@ src/a.acme", "@   1:2  bad  x  y", "@", " ", "\n", "\r\n", "x.js: line 3, col 7, Error - m (r)", "\u001b[31m", "\u0000", "ü", "9".repeat(30)];
    for (let run = 0; run < 1000; run++) {
      const text = Array.from({ length: 30 }, () => words[Math.floor(random() * words.length)] ?? "").join(random() < 0.5 ? "\n" : "");
      for (const { locations } of read([text], STYLISH, COMPACT).reports) for (const { file } of locations) expect(text.replace(/\u001b\[31m|\u0000|\r/g, "")).toContain(file);
    }
  });
});

describe("a file of problem matchers with a mistake", () => {
  const file = (pattern: object): string => JSON.stringify({ problemMatcher: [{ owner: "x", pattern: [pattern] }] }, null, 2);
  test.each([
    ["that is no JSON", "{", "matchers.json:1:2: "],
    ["without the list", "{}", "matchers.json:1:1: problemMatcher"],
    ["with an expression that needs backtracking", file({ regexp: "(?=a)b", message: 0 }), "matchers.json:7:21: error parsing regexp: invalid or unsupported Perl syntax: `(?=`"],
    ["with a back-reference", file({ regexp: "(a)\\1", message: 0 }), "matchers.json:7:21: "],
    ["with a group that is not there", file({ regexp: "(a)", message: 2 }), "matchers.json:7:21: `message` is group 2, but the expression has 1"],
    ["without a message", file({ regexp: "(a)", file: 1 }), "matchers.json:5:18: no pattern names a group for `message`"],
    ["with an unknown key", file({ regexp: "(a)", message: 1, files: 1 }), 'unknown key "problemMatcher.0.pattern.0.files"'],
    ["that loops over its only pattern", file({ regexp: "(a)", message: 1, loop: true }), "`loop` is for the last of several patterns"],
    ["with an expression that is too long", file({ regexp: "a".repeat(1001), message: 0 }), "matchers.json:7:21: problemMatcher.0.pattern.0.regexp: "],
  ])("%s is refused with the place", (_what, text, why) => {
    expect(() => parseProblemMatchers("matchers.json", Buffer.from(text))).toThrow(why);
  });
});

describe("::add-matcher::", () => {
  test.each(["2026-11-20T08:00:00.0000000Z ##[add-matcher].github/acme.json", "::add-matcher::.github/acme.json"])("in %j names the file that the job registered", (line) => {
    const reading = openLogReading({ job: null, workspace: null });
    reading.push(Buffer.from(`${line}\n${line}\n`));
    expect(reading.finish()).toMatchObject({ reports: [], addedMatchers: [".github/acme.json"] });
  });
});
