import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { applyPatch } from "../../../src/core/fix/apply-patch.ts";
import { parsePatch } from "../../../src/core/fix/parse-patch.ts";
import { renderPatch, type FileChange } from "../../../src/core/fix/render-patch.ts";

const folder = mkdtempSync(join(tmpdir(), "regreen-patch-"));
afterAll(() => rmSync(folder, { recursive: true }));

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const change = (path: string, before: string | null, after: string | null): FileChange => ({
  path, before: before === null ? null : bytes(before), after: after === null ? null : bytes(after), beforeMode: "100644", afterMode: "100644",
});

const changes: readonly [string, FileChange][] = [
  ["a line in the middle", change("a.txt", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n")],
  ["the first line inserted", change("a.py", "x = 1\n", "# -*- coding: utf-8 -*-\nx = 1\n")],
  ["the last newline added", change("a.txt", "1\n2", "1\n2\n")],
  ["the last newline removed", change("a.txt", "1\n2\n", "1\n2")],
  ["a new file", change("new/file.txt", null, "hello\n")],
  ["a deleted file", change("old.txt", "bye\n", null)],
  ["an emptied file", change("a.txt", "1\n", "")],
  ["an empty file filled", change("a.txt", "", "1\n")],
  ["carriage returns removed", change("a.txt", "1\r\n2\r\n", "1\n2\n")],
  ["bytes that are not UTF-8", change("a.py", "caf\xe9\n", "caf\xc3\xa9\n")],
  ["a name with spaces, quotes and umlauts", change('dir with space/ä"b.txt', "1\n", "2\n")],
  ["two far places", change("a.txt", `${"x\n".repeat(20)}a\n${"y\n".repeat(40)}b\n`, `${"x\n".repeat(20)}A\n${"y\n".repeat(40)}B\n`)],
];

describe.each(changes)("%s", (_name, only) => {
  const patch = renderPatch([only]);

  test("comes back from its own patch", () => {
    expect(applyPatch(parsePatch(patch), new Map([[only.path, only.before]])).get(only.path)).toEqual(only.after === null ? null : Buffer.from(only.after));
  });

  test("is applied by git to the same bytes", () => {
    const work = mkdtempSync(join(folder, "git-"));
    execFileSync("git", ["init", "-q"], { cwd: work });
    const file = join(work, only.path);
    mkdirSync(dirname(file), { recursive: true });
    if (only.before !== null) writeFileSync(file, only.before);
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: work, input: patch });
    if (only.after !== null) expect(readFileSync(file)).toEqual(Buffer.from(only.after));
    else expect(() => readFileSync(file)).toThrow("ENOENT");
  });
});

test("a change of mode alone is a patch", () => {
  const patch = renderPatch([{ ...change("run.sh", "x\n", "x\n"), afterMode: "100755" }]);
  expect(parsePatch(patch).files).toEqual([{ path: "run.sh", oldMode: "100644", newMode: "100755", hunks: [] }]);
});

test("nothing changed is an empty patch", () => {
  expect(renderPatch([change("a", "1\n", "1\n")])).toHaveLength(0);
});

const modify = (path: string): string => `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-a\n+b\n`;

test.each([
  ["a path that climbs out", modify("../x"), "leaves its folder"],
  ["a path that climbs out later", modify("a/../../x"), "leaves its folder"],
  ["an absolute path", modify("/etc/passwd"), "absolute"],
  ["a drive letter", modify("C:/x"), "colon"],
  ["a backslash", modify("a\\..\\x"), "not in git's form|backslash|more than one way"],
  ["git's own folder", modify(".git/hooks/pre-commit"), "git's own folder"],
  ["git's own folder in capitals", modify("sub/.GIT/config"), "git's own folder"],
  ["git's short name on NTFS", modify("git~1/config"), "git's own folder"],
  ["git's folder as a stream", modify(".git::$INDEX_ALLOCATION/config"), "colon"],
  ["git's folder with a trailing dot", modify(".git./config"), "git's own folder"],
  ["submodules", modify(".gitmodules"), "submodules"],
  ["an option for a name", modify("-rf"), "hyphen"],
  ["a symlink", "diff --git a/x b/x\nnew file mode 120000\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+/etc/passwd\n\\ No newline at end of file\n", "mode 120000"],
  ["a submodule", "diff --git a/x b/x\nnew file mode 160000\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+Subproject commit aaaa\n", "mode 160000"],
  ["a binary patch", "diff --git a/x b/x\nGIT binary patch\nliteral 1\nIcmZPo000310RR91\n\n", "without a change"],
  ["two names", "diff --git a/x b/y\n--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n", "differ"],
  ["a name that the later header contradicts", "diff --git a/x b/x\n--- a/x\n+++ b/z\n@@ -1 +1 @@\n-a\n+b\n", "more than one way"],
  ["a rename", "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n", "differ"],
  ["counts that lie", "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,5 +1 @@\n-a\n+b\n", "ends too early"],
  ["a patch that breaks off", modify("x").slice(0, -2), "breaks off|ends too early"],
  ["text before the first file", `hello\n${modify("x")}`, "diff --git"],
  ["a mail header", `From: maintainer <m@x.example>\n${modify("x")}`, "diff --git"],
  ["the same file twice", modify("x") + modify("x"), "named twice"],
  ["the same file in another case", modify("readme") + modify("README"), "named twice"],
  ["no patch at all", "\u0000\u0001", "breaks off"],
])("%s is refused", (_name, text, why) => {
  expect(() => parsePatch(bytes(text))).toThrow(new RegExp(why));
});

test("a patch that does not fit the base is refused with file and line", () => {
  expect(() => applyPatch(parsePatch(bytes(modify("x"))), new Map([["x", bytes("other\n")]]))).toThrow("x, line 1: the base has another line there");
});

test("whatever of 3,000 mutations is accepted, git reads as the same files", () => {
  const original = Buffer.from(renderPatch(changes.slice(0, 3).map(([, one], index) => ({ ...one, path: `f${index}.txt` }))));
  let seed = 42;
  const random = (below: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const accepted: Buffer[] = [];
  for (let round = 0; round < 3000; round += 1) {
    const mutated = Buffer.from(original);
    for (let edits = 1 + random(3); edits > 0; edits -= 1) mutated[random(mutated.length)] = [0x0a, 0x20, 0x2b, 0x2d, 0x2f, 0x2e, 0x22, 0x5c, 0x31, 0x40][random(10)] ?? 0;
    try {
      parsePatch(mutated);
      accepted.push(mutated);
    } catch (error) {
      expect(String(error)).toContain("Fault");
    }
  }
  const sample = accepted.slice(0, 25);
  expect(sample.length).toBeGreaterThan(5);
  for (const patch of sample) {
    const numbers = execFileSync("git", ["apply", "--numstat", "-z", "-"], { cwd: folder, input: patch }).toString();
    const paths = numbers.split("\0").filter(Boolean).map((row) => row.split("\t")[2]);
    expect(paths).toEqual(parsePatch(patch).files.map((file) => file.path));
  }
});
