/** Commands that tell by what they print. */
import { expect, test } from "@jest/globals";
import { exitOfLister, isLister } from "../../../src/core/command/lister.ts";

test.each<[string, boolean]>([
  ["gofmt -l .", true], ["gofmt -s -l cmd internal", true], ["goimports -d .", true], ["gofumpt -l -w .", true], ["gofmt -sl .", true],
  ["gofmt -l . | grep .", true], ["gofmt -l . | grep -v _gen.go", true],
  ["gofmt -w .", false], ["golangci-lint run", false], ["! gofmt -l . | grep .", false], ["test -z \"$(gofmt -l .)\"", false], ["gofmt -l . && go vet ./...", false], ["gofmt -l . | wc -l", false], ["echo gofmt -l", false],
])("%s is a lister: %s", (command, is) => {
  expect(isLister(command)).toBe(is);
});

test("it failed where it printed something, or where a program in it has failed; grep's 1 says only that nothing was left", () => {
  expect([exitOfLister({ exit: 0, printed: true }), exitOfLister({ exit: 0, printed: false }), exitOfLister({ exit: 1, printed: false }), exitOfLister({ exit: 2, printed: true })]).toEqual([1, 0, 0, 2]);
});
