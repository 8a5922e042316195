/** What a patch alone can attack: names, modes, sizes, and readers that understand it differently. Ours and git's are asked about the same bytes. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, jest, test } from "@jest/globals";
import { Fault } from "../../src/core/fault/fault.ts";
import { protectedBecause } from "../../src/core/fix/protected-paths.ts";
import { parsePatch } from "../../src/core/fix/parse-patch.ts";
import { quotePath } from "../../src/core/fix/print-patch.ts";
import { renderPatch } from "../../src/core/fix/render-patch.ts";

jest.setTimeout(300_000);
const folder = mkdtempSync(join(tmpdir(), "regreen-patches-"));
afterAll(() => rmSync(folder, { recursive: true }));

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");
const utf8 = (text: string): Uint8Array => Buffer.from(text, "utf8");
/** A patch that changes one line of the file of this name, as git would print the name. */
function editOf(path: string): Uint8Array {
  const [before, after] = [quotePath(`a/${path}`), quotePath(`b/${path}`)];
  return utf8(`diff --git ${before} ${after}\n--- ${before}\n+++ ${after}\n@@ -1 +1 @@\n-a\n+b\n`);
}
const addOf = (path: string, mode: string): string => `diff --git a/${path} b/${path}\nnew file mode ${mode}\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1 @@\n+/etc\n`;

test("the control: such patches of a plain file are read", () => {
  expect(parsePatch(editOf("src/a b/ä.js")).files.map(({ path }) => path)).toEqual(["src/a b/ä.js"]);
  expect(parsePatch(latin1(addOf("x", "100644"))).files).toHaveLength(1);
});

describe("D01: a path that leaves the checkout", () => {
  test.each([
    "../x", "../../etc/passwd", "a/../x", "a/../../x", "./x", "./../x", "a/./x", "a//x", "/etc/passwd", "//host/share", "/", "..", ".", "a/..", "C:/x", "c:x", "a/C:/x", "\\\\host\\share\\x", "..\\x", "a\\..\\..\\x",
    "a/\u0000/x", "a\nb", "a\rb", "a/\u202e/x", "-rf", "a/..\u200b/x", "a/.. /x", "",
  ])("%j is refused before git sees it", (path) => {
    expect(() => parsePatch(editOf(path))).toThrow(Fault);
  });
});

describe("D02: git's own folder, by every name that some file system takes for it", () => {
  test.each([
    ".git/hooks/pre-commit", ".git/config", ".GIT/config", ".Git/hooks/x", "a/.git/config", "git~1/config", "GIT~1/x", "git~2/x", ".git::$INDEX_ALLOCATION/config", ".g\u200cit/config", ".git\u200d/x", ".git./x", ".git /x", ".git. . /x",
    "\uff0egit/config", ".\u2060git/x", ".ɢit/../.git/x", ".gi\u00adt/x", ".git", ".gitmodules", ".GitModules", "a/.gitmodules",
  ])("%j", (path) => {
    expect(() => parsePatch(editOf(path))).toThrow(/git's own folder|invisible|colon|submodules|leaves its folder/);
  });
});

describe("D03, D04, D06: links and submodules", () => {
  test.each([["a new link", "120000"], ["a new submodule", "160000"], ["a folder", "040000"], ["a set-uid file", "104755"], ["a world-writable file", "100777"], ["no mode", ""]])("%s is refused for its mode", (_name, mode) => {
    expect(() => parsePatch(latin1(addOf("x", mode)))).toThrow("only regular files are changed");
  });
  test("D04: a link, and then a write through it, in either order", () => {
    const [link, write] = [addOf("x", "120000"), addOf("x/passwd", "100644")];
    expect(() => parsePatch(latin1(link + write))).toThrow("only regular files");
    expect(() => parsePatch(latin1(write + link))).toThrow("only regular files");
  });
  test("a file that becomes a link", () => {
    expect(() => parsePatch(latin1("diff --git a/x b/x\nold mode 100644\nnew mode 120000\n"))).toThrow("only regular files");
  });
});

describe("D07–D11: files that decide what runs, who decides and what is installed are protected whatever a contract says", () => {
  test.each([
    ".github/workflows/ci.yml", ".github/workflows/deep/ci.yml", ".github/actions/a/action.yml", "action.yml", "sub/action.yaml", ".gitlab/ci.yml", ".circleci/config.yml", ".github/regreen.yml", ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS",
    ".gitattributes", "sub/.gitattributes", ".lfsconfig", "LICENSE", "LICENSE.md", "SECURITY.md", ".npmrc", "pkg/.npmrc", ".yarnrc.yml", ".yarn/releases/yarn.cjs", ".pnpmfile.cjs", ".husky/pre-commit", ".cargo/config.toml", ".mvn/wrapper/maven-wrapper.properties",
    "gradle/wrapper/gradle-wrapper.properties", "init.gradle", ".pre-commit-config.yaml", ".envrc", ".env", "pip.conf", ".vscode/tasks.json", ".devcontainer/devcontainer.json", "AGENTS.md", "CLAUDE.md", ".cursor/rules/a.md", ".github/copilot-instructions.md",
    "package-lock.json", "sub/yarn.lock", "pnpm-lock.yaml", "poetry.lock", "uv.lock", "Cargo.lock", "go.sum", "Gemfile.lock", "composer.lock", "gradle.lockfile", ".terraform.lock.hcl", "PACKAGE-LOCK.JSON", ".GitHub/Workflows/ci.yml",
  ])("%s", (path) => {
    expect(protectedBecause(path, [], [])).not.toBeNull();
  });
  test("the control: a source file is not", () => {
    expect(["src/a.js", "docs/licenses.py", "github/workflows/a.yml"].map((path) => protectedBecause(path, [], []))).toEqual([null, null, null]);
  });
});

describe("D13: a patch that is too large is refused in no time", () => {
  test.each<readonly [string, () => Uint8Array, string]>([
    ["sixty-four megabytes of one line", () => Buffer.concat([latin1("diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+"), Buffer.alloc(64 << 20, "a"), latin1("\n")]), "bytes are more than"],
    ["ten thousand files", () => latin1(Array.from({ length: 10_000 }, (_, index) => addOf(`f${index}`, "100644")).join("")), "more than 1000 files"],
    ["a hunk that says it has a thousand million lines", () => latin1("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,999999999 +1,999999999 @@\n a\n"), "ends too early"],
    ["a hundred thousand hunks that overlap", () => latin1(`diff --git a/x b/x\n--- a/x\n+++ b/x\n${"@@ -1 +1 @@\n-a\n+b\n".repeat(100_000)}diff`), "breaks off"],
  ])("%s", (_name, make, why) => {
    const patch = make();
    const before = process.cpuUsage().user;
    expect(() => parsePatch(patch)).toThrow(why);
    expect((process.cpuUsage().user - before) / 1000).toBeLessThan(1500);
  });
});

describe("D14, D24: what has no place in a patch", () => {
  test.each([
    ["a binary patch", "diff --git a/x b/x\nindex 1..2 100644\nGIT binary patch\nliteral 1\nIcmZPo000310RR91\n\n"],
    ["a delta", "diff --git a/x b/x\nGIT binary patch\ndelta 6\nNcmeZp&|n0a\n\n"],
    ["files said to differ", "diff --git a/x b/x\nBinary files a/x and b/x differ\n"],
    ["a mail's header", "From 0 Mon Sep 17 00:00:00 2001\nFrom: Maintainer <m@x.example>\nSubject: [PATCH] x\n\n---\n"],
    ["trailers behind it", `${Buffer.from(editOf("x")).toString()}-- \n2.39.5\nSigned-off-by: m <m@x.example>\n`],
    ["a copy", "diff --git a/x b/y\nsimilarity index 100%\ncopy from x\ncopy to y\n"],
    ["a rename with an edit", "diff --git a/x b/y\nsimilarity index 90%\nrename from x\nrename to y\n--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n"],
    ["the index line of git", "diff --git a/x b/x\nindex 7898192..6178079 100644\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"],
    ["carriage returns in the headers", "diff --git a/x b/x\r\n--- a/x\r\n+++ b/x\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n"],
    ["text behind a hunk's header", "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@ function x\n-a\n+b\n"],
    ["times behind the names", "diff --git a/x b/x\n--- a/x\t2020-01-01\n+++ b/x\t2020-01-01\n@@ -1 +1 @@\n-a\n+b\n"],
  ])("%s is refused", (_name, text) => {
    expect(() => parsePatch(latin1(text))).toThrow(Fault);
  });
});

describe("D15: two readers of one patch", () => {
  const files = [
    { path: "f0.txt", before: "1\n2\n3\n4\n5\n", after: "1\n2\nthree\n4\n5\n" }, { path: "dir/f 1.txt", before: "a\n", after: "a\nb" }, { path: 'ä"q.txt', before: "x", after: "x\n" },
    { path: "new.txt", before: null, after: "n\n" }, { path: "old.txt", before: "o\n", after: null },
  ];
  const original = Buffer.from(renderPatch(files.map(({ path, before, after }) => ({ path, before: before === null ? null : Buffer.from(before), after: after === null ? null : Buffer.from(after), beforeMode: "100644" as const, afterMode: "100644" as const }))));
  const bits = ["\n", " ", "+", "-", "/", ".", '"', "\\", "1", "0", "@", "\r", "\t", "a/", "b/", "../", "/dev/null", "\\303\\244", "new file mode 100755\n", "deleted file mode 100644\n", "old mode 100644\nnew mode 100755\n", "rename from x\nrename to y\n", "@@ -1 +1 @@\n", "--- a/z\n+++ b/z\n", "diff --git a/z b/z\n", "\\ No newline at end of file\n", "index 1..2\n"];
  let seed = 20_261_128;
  const random = (below: number): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) % below;

  /** One to three edits: a byte, a bit of a patch's grammar put in, a stretch taken out, two lines changed for each other. */
  function mutated(): Buffer {
    let bytes: Buffer = original;
    for (let edits = 1 + random(3); edits > 0; edits -= 1) {
      const at = random(bytes.length);
      const bit = Buffer.from(bits[random(bits.length)] ?? "");
      const kind = random(4);
      if (kind === 0) bytes = Buffer.concat([bytes.subarray(0, at), bit.subarray(0, 1), bytes.subarray(at + 1)]);
      else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bit, bytes.subarray(at)]);
      else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(12))]);
      else bytes = swapped(bytes);
    }
    return bytes;
  }

  function swapped(bytes: Buffer): Buffer {
    const lines = bytes.toString("latin1").split(/(?<=\n)/);
    const [one, other] = [random(lines.length), random(lines.length)];
    [lines[one], lines[other]] = [lines[other] ?? "", lines[one] ?? ""];
    return Buffer.from(lines.join(""), "latin1");
  }

  /** The paths that git reads in each of these patches, in order. */
  function pathsByGit(patches: readonly string[]): string {
    return execFileSync("git", ["apply", "--numstat", "-z", ...patches], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 }).split("\0").filter(Boolean).map((row) => row.split("\t").slice(2).join("\t")).join("\n");
  }

  test("of 100,000 mutations, each that we read git reads as the same files; the unharmed one is read by both", () => {
    const accepted = new Map<string, readonly string[]>([[original.toString("latin1"), files.map(({ path }) => path).sort()]]);
    for (let round = 0; round < 100_000; round += 1) {
      const bytes = mutated();
      try {
        accepted.set(bytes.toString("latin1"), parsePatch(bytes).files.map(({ path }) => path));
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
      }
    }
    expect(accepted.size).toBeGreaterThan(500);
    const names = [...accepted.keys()].map((text, index) => {
      writeFileSync(join(folder, `${index}.patch`), text, "latin1");
      return `${index}.patch`;
    });
    const said = [...accepted.values()];
    for (let from = 0; from < names.length; from += 500) {
      expect(pathsByGit(names.slice(from, from + 500)).split("\n").sort()).toEqual(said.slice(from, from + 500).flat().sort());
    }
    expect(readdirSync(folder).every((name) => name.endsWith(".patch"))).toBe(true);
  });
});
