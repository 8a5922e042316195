import { expect, test } from "@jest/globals";
import { readShell } from "../../../src/core/command/shell-words.ts";

const wordsOf = (script: string): readonly (readonly string[] | string)[] => readShell(script).map((part) => (part.kind === "command" ? part.words : part.kind));

test.each<readonly [string, string, readonly (readonly string[] | string)[]]>([
  ["words are parted by blanks, and commands by signs and lines", "a b && c;d | e\nf", [["a", "b"], ["c"], ["d"], ["e"], ["f"]]],
  ["quotes hold a word together and are taken off", `eslint --rule 'no-var: error' "a b"c`, [["eslint", "--rule", "no-var: error", "a bc"]]],
  ["a continued line is one", "ruff check \\\n  --select E .", [["ruff", "check", "--select", "E", "."]]],
  ["redirections and their files are left out", "black . > out.txt 2>&1 &>all < in", [["black", "."]]],
  ["a comment ends at its line, and a sign inside a word begins none", "a #b c\nd x#y '#z'", [["a"], ["d", "x#y", "#z"]]],
  ["assignments before a command are none of it", "CI=true A='b c' jest --ci", [["jest", "--ci"]]],
  ["what only the shell can know stays as it is written", "gofmt $(git ls-files '*.go') $FILES `x y`", [["gofmt", "$(git ls-files '*.go')", "$FILES", "`x y`"]]],
  ["reserved words are no commands", "if ! ruff check; then exit 1; fi", [["ruff", "check"], ["exit", "1"]]],
  ["a subshell is told", "(cd a && b); c", ["open", ["cd", "a"], ["b"], "close", ["c"]]],
  ["a quote that never ends gives what there is", "a 'b c", [["a", "b c"]]],
  ["a script of nothing gives nothing", " \n;;\n#", []],
])("%s", (_name, script, words) => {
  expect(wordsOf(script)).toEqual(words);
});

test("two hundred thousand opening signs end at once", () => {
  const started = performance.now();
  for (const sign of ["(", "$(", "'", "\"", "`", "\\", ">", "&"]) readShell(sign.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(2000);
});
