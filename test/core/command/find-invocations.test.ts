import { expect, test } from "@jest/globals";
import { findInvocations, foldersOf } from "../../../src/core/command/find-invocations.ts";

test.each<readonly [string, string, string, readonly string[]]>([
  ["by itself", "eslint --quiet .", "eslint", ["--quiet", "."]],
  ["by npx", "npx --no-install eslint .", "eslint", ["."]],
  ["by its path", "./node_modules/.bin/eslint .", "eslint", ["."]],
  ["as a module of Python", "python3.12 -m black --check .", "black", ["--check", "."]],
  ["by a runner of Python environments", "uv run ruff check src", "ruff check", ["src"]],
  ["by Bundler", "bundle exec rubocop -x", "rubocop", ["-x"]],
  ["by xargs, behind a pipe", "git ls-files '*.py' | xargs -0 black -l 100", "black", ["-l", "100"]],
  ["with options before its subcommand, which come first", "cargo +nightly fmt --check", "cargo fmt", ["+nightly", "--check"]],
])("a tool that is run %s", (_name, script, name, words) => {
  expect(findInvocations(script, [name])).toEqual([{ words, folder: "" }]);
});

test.each([
  ["another subcommand", "ruff format --line-length 100 .", "ruff check"],
  ["its installation", "pip install black==24.1.0", "black"],
  ["a word about it", "echo run black --line-length 1", "black"],
  ["a longer name", "eslint-config-x --init", "eslint"],
])("%s is not the tool", (_name, script, name) => {
  expect(findInvocations(script, [name])).toEqual([]);
});

test.each<readonly [string, string, string | null]>([
  ["cd", "cd packages/a && eslint .", "packages/a"],
  ["two steps down and one up", "cd packages/a/src\ncd ..\neslint .", "packages/a"],
  ["a subshell that has ended", "(cd other && x)\neslint .", ""],
  ["a folder that a variable holds", "cd $DIR && eslint .", null],
  ["a folder above where it began", "cd .. && eslint .", null],
])("the folder after %s", (_name, script, folder) => {
  expect(findInvocations(script, ["eslint"])).toEqual([{ words: ["."], folder }]);
});

test("all folders that a script works in", () => {
  expect(foldersOf("(cd a && x); (cd b && y); z")).toEqual(["a", "b"]);
});
