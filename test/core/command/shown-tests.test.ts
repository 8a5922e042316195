/** What a test takes in is shown too, and the command ends as it did: held against a real shell. */
import { describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { needsBash, withShownTests } from "../../../src/core/command/shown-tests.ts";

const run = (command: string) => {
  const { status, stderr, stdout } = spawnSync(needsBash(command) ? "bash" : "/bin/sh", ["-c", command], { encoding: "utf8" });
  return { status, said: stdout + stderr };
};

describe("what is taken in by a test is printed, and the exit code stays", () => {
  test.each<[string, number, string]>([
    ["test -z \"$(echo a.go)\"", 1, "a.go\n"],
    ["test -z \"$(true)\"", 0, ""],
    ["[ -z \"$(printf 'a)b\\n'; echo \"c(d\")\" ]", 1, "a)b\nc(d\n"],
    ["[[ -n $(echo a.go) ]] && exit 3", 3, "a.go\n"],
    ["cd / && test -z \"$(pwd)\" || exit 4", 4, "/\n"],
    ["if [ -n \"$(echo one)\" ] || [ -n \"$(echo two)\" ]; then exit 5; fi", 5, "one\n"],
  ])("%s", (...[command, status, said]) => {
    expect([run(command).status, run(withShownTests(command))]).toEqual([status, { status, said }]);
  });
});

test.each(["npm test", "test -z \"$FILES\"", "test -z \"$(gofmt -l .", "[ -n \"$((1 + 2))\" ]", "grep -z \"$(cat x)\" y"])("%s stays as it is", (command) => {
  expect(withShownTests(command)).toBe(command);
});

test("process substitution and [[ are Bash's", () => {
  expect(["diff -u <(echo -n) <(gofmt -d .)", "[[ -z $x ]]", "set -o pipefail; a | b", "test -z \"$(gofmt -l .)\"", "a < b"].map(needsBash)).toEqual([true, true, true, false, false]);
});
