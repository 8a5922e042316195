import { describe, expect, test } from "@jest/globals";
import { compareDependencies } from "../../../../src/core/policy/dependencies/compare.ts";
import { purlOf, type Dependency } from "../../../../src/core/policy/dependencies/dependency.ts";
import { licenceFacts } from "../../../../src/core/policy/dependencies/licences.ts";
import { Advisories, type Advisory } from "../../../../src/core/policy/dependencies/osv.ts";
import { buildSbom, licencesOf } from "../../../../src/core/policy/dependencies/sbom.ts";
import { compareVersions } from "../../../../src/core/policy/dependencies/version-order.ts";
import { isAffected, vulnerabilityFacts } from "../../../../src/core/policy/dependencies/vulnerabilities.ts";
import type { Timestamp } from "../../../../src/core/identity/timestamp.ts";
import { contentsOf, fileOf, type Edit } from "../change/a-change.ts";

const change = (...edits: readonly Edit[]): ReturnType<typeof compareDependencies> => compareDependencies(edits.map(fileOf), contentsOf(edits));
const names = (found: readonly Dependency[] | undefined): readonly string[] => (found ?? []).map(({ name, version }) => `${name}@${version ?? "?"}`);

const npmLock = (packages: Readonly<Record<string, object>>): string => `${JSON.stringify({ name: "a", lockfileVersion: 3, packages: { "": { name: "a" }, ...packages } }, null, 2)}\n`;
const lodash = (version: string): Readonly<Record<string, object>> => ({ "node_modules/lodash": { version, resolved: `https://registry.example/lodash-${version}.tgz`, integrity: "sha512-a", license: "MIT" } });

describe("what comes in", () => {
  test.each<readonly [string, Edit, { readonly added?: readonly string[]; readonly updated?: readonly string[]; readonly removed?: readonly string[] }]>([
    ["npm, a package more", { path: "package-lock.json", before: npmLock({}), after: npmLock(lodash("4.17.21")) }, { added: ["lodash@4.17.21"] }],
    ["npm, a newer version", { path: "package-lock.json", before: npmLock(lodash("4.17.20")), after: npmLock(lodash("4.17.21")) }, { updated: ["lodash@4.17.21"] }],
    ["npm, one fewer", { path: "package-lock.json", before: npmLock(lodash("4.17.20")), after: npmLock({}) }, { removed: ["lodash@4.17.20"] }],
    ["npm, a manifest alone", { path: "package.json", before: '{"dependencies":{}}', after: '{"dependencies":{"lodahs":"^1.0.0"}}' }, { added: ["lodahs@?"] }],
    ["pip", { path: "requirements.txt", before: "flask==3.0.0\n", after: "flask==3.0.3\nrequests[socks]==2.32.3 ; python_version > '3'\n# remark\n-r more.txt\n" }, { added: ["requests@2.32.3"], updated: ["flask@3.0.3"] }],
    ["Go", { path: "go.mod", before: "module example.com/a\n\ngo 1.23\n\nrequire golang.org/x/text v0.3.7\n", after: "module example.com/a\n\ngo 1.23\n\nrequire (\n\tgolang.org/x/text v0.3.8\n\tgithub.com/octo/b v1.2.3 // indirect\n)\n" }, { added: ["github.com/octo/b@v1.2.3"], updated: ["golang.org/x/text@v0.3.8"] }],
    ["Cargo", { path: "Cargo.lock", before: "version = 4\n", after: 'version = 4\n\n[[package]]\nname = "serde"\nversion = "1.0.210"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\nchecksum = "c8"\n' }, { added: ["serde@1.0.210"] }],
    ["Composer", { path: "composer.lock", before: '{"packages":[]}', after: '{"packages":[{"name":"monolog/monolog","version":"v3.7.0","license":["MIT"]}]}' }, { added: ["monolog/monolog@3.7.0"] }],
    ["Bundler", { path: "Gemfile.lock", before: "GEM\n  specs:\n", after: "GEM\n  specs:\n    rack (3.1.7)\n      webrick (>= 1.8)\n" }, { added: ["rack@3.1.7"] }],
    ["Maven", { path: "pom.xml", before: "<project></project>", after: "<project><dependencies><dependency><groupId>com.octo</groupId><artifactId>b</artifactId><version>1.2</version></dependency></dependencies></project>" }, { added: ["com.octo:b@1.2"] }],
  ])("%s", (_what, edit, expected) => {
    const found = change(edit);
    expect({ added: names(found?.added), updated: names(found?.updated), removed: names(found?.removed) }).toEqual({ added: [], updated: [], removed: [], ...expected });
  });

  test("a manifest and its lockfile tell the same package once, with its version", () => {
    const found = change({ path: "package.json", before: "{}", after: '{"dependencies":{"lodash":"^4"}}' }, { path: "package-lock.json", before: npmLock({}), after: npmLock(lodash("4.17.21")) });
    expect(names(found?.added)).toEqual(["lodash@4.17.21"]);
  });

  test.each<readonly [string, Edit]>([
    ["a build script in a programming language", { path: "build.gradle", before: "", after: "dependencies { implementation 'a:b:1' }\n" }],
    ["a lockfile that is damaged", { path: "package-lock.json", before: npmLock({}), after: "{" }],
    ["an address instead of a name", { path: "requirements.txt", before: "", after: "https://files.example/a.whl\n" }],
  ])("is not known of %s", (_what, edit) => {
    expect(change(edit)).toBeNull();
  });

  test("is not known of a file that was not read", () => {
    expect(compareDependencies([fileOf({ path: "package.json", before: "{}", after: '{"name":"a"}' })], new Map())).toBeNull();
  });

  test("is nothing where no file names packages", () => {
    expect(change({ path: "src/a.js", before: "a\n", after: "b\n" })).toEqual({ added: [], updated: [], removed: [] });
  });
});

const advisory = (more: Partial<Advisory> = {}): Advisory => ({
  id: "GHSA-35jh-r3h4-6jhm", aliases: ["CVE-2021-23337"], withdrawn: null, database_specific: { severity: "HIGH" },
  affected: [{ package: { ecosystem: "npm", name: "lodash" }, versions: [], ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "4.17.21" }] }] }], ...more,
});
const dependency = (version: string | null, more: Partial<Dependency> = {}): Dependency => ({ ecosystem: "npm", name: "lodash", version, licence: null, ...more });
const brought = (one: Dependency): NonNullable<ReturnType<typeof compareDependencies>> => ({ added: [one], updated: [], removed: [] });
const answer = (one: Dependency, advisories: readonly Advisory[], matched = false): Parameters<typeof vulnerabilityFacts>[1] => ({ matched, about: [{ dependency: one, advisories }] });

describe("vulnerabilities", () => {
  test.each<readonly [string, string, boolean]>([["before the fix", "4.17.20", true], ["the fixed version", "4.17.21", false], ["after it", "5.0.0", false]])("%s: %s is affected: %s", (_what, version, expected) => {
    expect(isAffected(dependency(version), advisory())).toBe(expected);
  });

  test("a range that opens again is followed", () => {
    const twice = advisory({ affected: [{ package: { ecosystem: "npm", name: "lodash" }, versions: [], ranges: [{ type: "SEMVER", events: [{ introduced: "1.0.0" }, { fixed: "1.2.0" }, { introduced: "2.0.0" }, { last_affected: "2.1.0" }] }] }] });
    expect(["0.9.0", "1.1.0", "1.3.0", "2.1.0", "2.1.1"].map((version) => isAffected(dependency(version), twice))).toEqual([false, true, false, true, false]);
  });

  test("are found, with the worst severity", () => {
    const one = dependency("4.17.20");
    expect(vulnerabilityFacts(brought(one), answer(one, [advisory()]))).toEqual({ found: 1, ids: ["GHSA-35jh-r3h4-6jhm"], packages: ["lodash@4.17.20"], worst: "high" });
  });

  test("a withdrawn advisory is none", () => {
    const one = dependency("4.17.20");
    expect(vulnerabilityFacts(brought(one), answer(one, [advisory({ withdrawn: "2024-01-01T00:00:00Z" })]))).toMatchObject({ found: 0, worst: "none" });
  });

  test.each<readonly [string, ReturnType<typeof vulnerabilityFacts>]>([
    ["without advisories", vulnerabilityFacts(brought(dependency("4.17.20")), null)],
    ["where nobody answered for the package", vulnerabilityFacts(brought(dependency("4.17.20")), { matched: false, about: [] })],
    ["where the version is not pinned", vulnerabilityFacts(brought(dependency(null)), answer(dependency(null), [advisory()]))],
    ["where the version cannot be placed", vulnerabilityFacts(brought(dependency("1.0-beta", { ecosystem: "Maven" })), answer(dependency("1.0-beta", { ecosystem: "Maven" }), [advisory({ affected: [{ package: { ecosystem: "Maven", name: "lodash" }, versions: [], ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "1.1" }] }] }] })]))],
    ["where it is not known what comes in", vulnerabilityFacts(null, { matched: false, about: [] })],
  ])("are not known %s, which is not the same as none", (_what, facts) => {
    expect(facts).toBeNull();
  });

  test("are none where nothing comes in, whoever was asked", () => {
    expect(vulnerabilityFacts({ added: [], updated: [], removed: [dependency("4.17.20")] }, null)).toMatchObject({ found: 0 });
  });

  test("in each of the forms that OSV writes are read", () => {
    const one = { id: "A-1" };
    expect([[one], { vulns: [one] }, one].map((form) => Advisories.parse(form).map(({ id }) => id))).toEqual([["A-1"], ["A-1"], ["A-1"]]);
  });
});

test.each<readonly [Dependency["ecosystem"], readonly string[]]>([
  ["PyPI", ["1.0.dev1", "1.0a1.dev1", "1.0a1", "1.0b2", "1.0rc1", "1.0", "1.0.post1.dev1", "1.0.post1", "1.1", "1!0.1"]],
  ["npm", ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0", "1.0.1"]],
  ["Go", ["v0.3.7", "v0.3.8-0.20220101", "v0.3.8"]],
  ["Packagist", ["1.9", "1.10", "1.10.1"]],
])("versions of %s stand in their order", (ecosystem, versions) => {
  for (const [index, version] of versions.slice(1).entries()) expect([version, (compareVersions(ecosystem, versions[index] ?? "", version) ?? 0) < 0]).toEqual([version, true]);
});

describe("licences", () => {
  const facts = (licence: string | null): ReturnType<typeof licenceFacts> => licenceFacts(brought(dependency("1.0.0", { licence })), new Map(), purlOf);
  test.each<readonly [string | null, object]>([
    ["MIT", { found: ["MIT"], unknown: [], copyleft: [] }],
    ["GPL-3.0-only", { found: ["GPL-3.0-only"], copyleft: ["lodash@1.0.0"] }],
    ["(MIT OR GPL-2.0)", { found: ["GPL-2.0", "MIT"], copyleft: [] }],
    ["MIT AND AGPL-3.0-or-later", { copyleft: ["lodash@1.0.0"] }],
    ["LGPL-2.1", { copyleft: [] }],
    [null, { found: [], unknown: ["lodash@1.0.0"] }],
  ])("%s", (licence, expected) => {
    expect(facts(licence)).toMatchObject(expected);
  });

  test("that a bill of materials tells count too", () => {
    const told = licencesOf(JSON.stringify({ bomFormat: "CycloneDX", components: [{ purl: "pkg:npm/lodash@1.0.0?x=1", licenses: [{ license: { id: "MIT" } }] }] }));
    expect(licenceFacts(brought(dependency("1.0.0")), told ?? new Map(), purlOf)).toMatchObject({ found: ["MIT"], unknown: [] });
  });
});

test("what comes in is written as CycloneDX, and what goes out is not in it", () => {
  const sbom = buildSbom({ added: [dependency("4.17.21", { licence: "MIT" })], updated: [{ ecosystem: "npm", name: "@octo/b", version: "2.0.0", licence: null }], removed: [dependency("1.0.0", { name: "gone" })] }, { name: "octo/hello", version: "a".repeat(40), at: "2026-11-20T08:00:00.000Z" as Timestamp });
  expect(sbom.components.map(({ purl, licenses }) => [purl, licenses?.[0]?.expression])).toEqual([["pkg:npm/lodash@4.17.21", "MIT"], ["pkg:npm/%40octo/b@2.0.0", undefined]]);
});
