import { describe, expect, test } from "@jest/globals";
import { areCarried, OptionRules, readOptions } from "../../../src/core/command/option-rules.ts";

const rules = OptionRules.parse({ harmless: ["--check", "-q", "-D=warnings", "--output-format="], carried: ["--line-length=", "-l=", "-S", "--select=", "-i=", "-local="] });
const read = (line: string) => readOptions(line.split(" "), rules);

test.each<readonly [string, string, readonly string[]]>([
  ["harmless ones are left out, files too", "--check -q src tests", []],
  ["a harmless value is not a file, however it stands", "--output-format github --output-format=json", []],
  ["the value beside its option", "--line-length 100", ["--line-length", "100"]],
  ["the value within it", "--line-length=100", ["--line-length=100"]],
  ["the value at a letter", "-l100 -i 2", ["-l100", "-i", "2"]],
  ["a row of letters", "-qS", ["-S"]],
  ["Go's single hyphen", "-local=example.org/hello", ["-local=example.org/hello"]],
  ["this value only", "-- -D warnings", []],
  ["a list", "--select E,F,I001", ["--select", "E,F,I001"]],
  ["a hyphen is a file", "-", []],
])("%s", (_name, line, carried) => {
  expect(read(line)).toEqual({ ok: true, carried });
});

describe("refused", () => {
  test.each<readonly [string, string, "unknown" | "value" | "variable"]>([
    ["an option that nobody named", "--unsafe-fixes", "unknown"], ["one with another value", "-D clippy::all", "unknown"], ["a prefix of a known one", "--line", "unknown"], ["a known one with more at its end", "--checkx", "unknown"],
    ["a row with an unknown letter", "-qZ", "unknown"], ["a flag that is given a value", "--check=no", "unknown"], ["a value that is missing", "--line-length", "unknown"], ["an option in the place of a value", "--select --config=x", "unknown"],
    ["a path out of the repository", "--select ../../etc/passwd", "value"], ["a path of the machine", "--select /etc/passwd", "value"], ["a command", "--select $(id)", "value"], ["a line of a shell", "--select a;b", "value"],
    ["options that a variable holds", "$RUFF_ARGS", "variable"], ["a variable within an option", "--select=${RULES}", "variable"],
  ])("%s", (_name, line, because) => {
    expect(read(line)).toMatchObject({ ok: false, because });
  });
});

describe("a plan's options", () => {
  test("are believed where they are what was carried", () => {
    for (const line of ["--line-length 100", "-l100 -S", "--select=E -i 2"]) expect(areCarried(line.split(" "), rules)).toBe(true);
  });
  test.each(["--check", "src", "--line-length 100 src", "--unsafe-fixes", "-- -S", "--select /etc", "100", "--select"])("are not: %s", (line) => {
    expect(areCarried(line.split(" "), rules)).toBe(false);
  });
});
