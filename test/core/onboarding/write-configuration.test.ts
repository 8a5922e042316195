import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { parseConfiguration } from "../../../src/core/configuration/parse-configuration.ts";
import type { Configuration } from "../../../src/core/configuration/configuration.ts";
import { detectLayout } from "../../../src/core/onboarding/detect/detect-layout.ts";
import { pullSizes, type PullSizes } from "../../../src/core/onboarding/detect/pull-sizes.ts";
import { writeConfiguration } from "../../../src/core/onboarding/configuration/write-configuration.ts";
import { layoutNames, readLayout } from "./read-layout.ts";

const read = (text: string): Configuration => parseConfiguration(new TextEncoder().encode(text));

function written(name: string, { defaultBranch = "main", pulls = null as PullSizes | null } = {}): string {
  const files = readLayout(name);
  return writeConfiguration({ layout: detectLayout(files), paths: files.paths, defaultBranch, pulls });
}

test.each(layoutNames)("%s: its configuration is valid, looks at the default branch, and turns nothing on that must be asked for", (name) => {
  const configuration = read(written(name));
  expect(configuration.react.branches).toContain("main");
  expect(configuration).toMatchObject({ enabled: true, skills: { opt_in: [], disable: [] }, auto_merge: { enabled: false }, policies: ["default"], llm: { enabled: false } });
});

test("the configuration of a library with tox, word for word", () => {
  const pulls = pullSizes([{ lines: 4, files: 1 }, { lines: 80, files: 3 }, { lines: 12, files: 2 }]);
  expect(written("tox", { defaultBranch: "main", pulls })).toBe(readFileSync(join(import.meta.dirname, "tox.regreen.yml"), "utf8"));
});

test("what would fit is named in a comment with the file that shows it, and stays off", () => {
  const text = written("npm");
  expect(text).toContain("  #   lockfile-sync-npm: npm: package-lock.json\n");
  expect(text).toContain("  #   eslint-fix: ESLint: .eslintrc.js\n");
});

test("a branch that CI builds is looked at too", () => {
  expect(read(written("gradle-kotlin")).react.branches).toEqual(["main", "releases/**", "releases/*"]);
});

test("vendored folders are protected", () => {
  expect(read(written("cargo-workspace")).fix.protected).toEqual(["crates/ty_vendored/vendor/**"]);
});

test.each(["x\nenabled: false\n.js", "a\u2028b/package-lock.json", "vendor/\u202e/x.js", "sp ace, [x]/vendor/y.go", "\"]}/vendor/y.go"])("a path stays a path, whatever stands in it: %j", (path) => {
  const files = { paths: [path, "package.json", `${path}/vendor/z.js`, `${path}/Gemfile`], contents: new Map<string, string>() };
  const text = writeConfiguration({ layout: detectLayout(files), paths: files.paths, defaultBranch: "a, b]: #", pulls: null });
  const configuration = read(text);
  expect(configuration.enabled).toBe(true);
  expect(configuration.react.branches).toEqual(["a, b]: #"]);
  expect(text).not.toMatch(/[\u2028\u202e]/);
});
