/**
 * Each option that a contract lists is one that the tool itself knows, by its own help (so that no repair is refused, or run, for an option that was made up).
 * What a help does not have is listed here with why it stands in the contract all the same; an entry that the help has after all is a failure too.
 */
import { expect, jest, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { delimiter } from "node:path";
import { findProgram } from "../../src/adapters/sandbox/find-program.ts";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { installTools } from "./install-tools.ts";
import { helpOf, isKnown } from "./option-help.ts";

jest.setTimeout(120_000);
const path = [...(await installTools()).path, process.env["PATH"] ?? ""].join(delimiter);
const helps = new Map<string, string>();

/** By the reason: taken though the help does not say so (tried with the tool), of another version, of a plug-in, or a value. */
const elsewhere: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "lockfile-sync-bundler": { "Bundler 2.4": ["--prefer-local"], "of all its commands": ["--verbose", "--no-color"] },
  "lockfile-sync-composer": { "taken, not shown": ["--no-audit"] },
  "lockfile-sync-npm": { "npm's shorthands (npm help config)": ["--silent", "-s", "--quiet", "-q", "--verbose"] },
  "lockfile-sync-uv": { "taken, not shown": ["--dev"] },
  "lockfile-sync-yarn": { "of Yarn 1, taken and without effect": ["--silent", "--non-interactive", "--prefer-offline"] },
  "snapshot-update-insta": { "of the test program and of cargo-nextest": ["--nocapture", "--no-capture", "--test-threads="] },
  "snapshot-update-jest": { "taken, not shown": ["--no-color"], "Jest 29": ["--testPathPattern="] },
  "snapshot-update-syrupy": { "-r with its value": ["-ra", "-rA", "-rf"], "another name of --junit-xml": ["--junitxml="], "pytest-xdist": ["-n=", "--numprocesses=", "--dist="], "pytest-cov": ["--cov", "--cov=", "--cov-report=", "--cov-branch", "--no-cov", "--cov-append"] },
  "snapshot-update-vitest": { "taken, not shown": ["--color"], "Vitest 3": ["--minWorkers="] },
  "biome-fix": { "Biome 1": ["--apply"] },
  "biome-format": { "Biome 1": ["--quote-style="] },
  "buf-format": { "taken, not shown": ["-v"] },
  "clang-format": { "LLVM takes one dash too": ["-dry-run", "-Werror", "-ferror-limit=", "-output-replacements-xml"] },
  "eslint-fix": { "taken, not shown": ["--no-cache"], "ESLint 8": ["--ignore-path="] },
  "import-order": { "taken, not shown": ["--no-cache"], "ESLint 8": ["--ignore-path="] },
  "unused-imports": { "taken, not shown": ["--no-cache"], "ESLint 8": ["--ignore-path="] },
  "golangci-fix": { "golangci-lint 1": ["--out-format=", "--print-issued-lines", "--print-linter-name"] },
  "ktlint-format": { "ktlint 0.x": ["--android", "-a", "--experimental"] },
  "prettier-write": { "Prettier 2": ["--loglevel="], "taken, not shown": ["--no-cache", "--color", "--experimental-ternaries"] },
  "ruff-fix": { "taken, not shown": ["--extend-ignore=", "--line-length="] },
  rustfmt: { "rustfmt 0.x": ["--write-mode="] },
  "spotless-apply": { "-D with a property": ["-DskipTests", "-DskipTests=true", "-Dmaven.test.skip=true", "-Dstyle.color=always", "-Dstyle.color=never"] },
  "stylelint-fix": { "stylelint 16": ["--aei", "--ip=", "--rd", "--risd", "--rdd", "--id"] },
  "terraform-fmt": { "Go takes two dashes too": ["--check", "--diff", "--recursive"] },
};

/** Debian's Gradle is 4.4, which Spotless does not run on. */
const tooOld = (named: string): boolean => named === "gradle" && /^Gradle [1-6]\./m.test(spawnSync("gradle", ["--version"], { encoding: "utf8", env: { ...process.env, PATH: path } }).stdout);
const isHere = (named: string): boolean => findProgram(named.split(" ")[0] ?? "", path) !== null && !tooOld(named);
/** `mvnw` and `gradlew` are a repository's own copies of the same program; `cargo nextest` is cargo's only by name. */
const sameProgram: ReadonlySet<string> = new Set(["mvnw", "gradlew"]);
const listed = (await loadSkills(builtInSkillsFolder())).flatMap(({ name, contract: { options } }) => (options === undefined || typeof options === "string" || options.of === undefined ? [] : [{ name, of: options.of.filter((named) => !sameProgram.has(named)), rules: [...options.harmless, ...options.carried] }]));
const checked = listed.filter(({ of }) => of.every(isHere));
const unchecked = listed.filter(({ of }) => !of.every(isHere));

test.each(checked.map((each) => [each.name as string, each] as const))("%s lists only options that its tool knows", (name, { of, rules }) => {
  const help = of.map((named) => helps.get(named) ?? read(named)).join("\n");
  const excused = Object.values(elsewhere[name] ?? {}).flat();
  expect(rules.filter((rule) => !isKnown(rule, help)).toSorted()).toEqual(excused.toSorted());
});

if (unchecked.length > 0) test.skip.each(unchecked.map(({ name, of }) => [name, of.filter((named) => !isHere(named)).join(", ")]))("%s: %s is not here, so its options are not held against it", () => undefined);

test("each help is found again, and an option that was made up is not in it", () => {
  const help = helpOf("black", path);
  expect([isKnown("--line-length=", help), isKnown("--line-lengths=", help), isKnown("--line=", help)]).toEqual([true, false, false]);
});

function read(named: string): string {
  const help = helpOf(named, path);
  if (help.length < 200) throw new Error(`${named} says nothing of its options: ${help}`);
  helps.set(named, help);
  return help;
}
