/** Attack D11: a lockfile that a fix job brings back is held to its manifest. The honest one is npm's own, from the skill's example; each poisoned one differs from it in one thing. */
import { describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judgeLockfile } from "../../../src/core/lockfile/judge-lockfile.ts";

const skills = join(import.meta.dirname, "../../../skills");
const origins = ["https://npm.example", "https://pypi.example", "https://pypi-files.example"];
const example = (skill: string, tree: "before" | "after", file: string): string => readFileSync(join(skills, skill, "examples/dependency-added", tree, file), "utf8");

function judge(path: string, change: { readonly before: string; readonly after: string; readonly manifest: string }): Promise<readonly string[]> {
  const read = (file: string): Promise<string | null> => Promise.resolve(file === change.manifest.split("\n")[0] ? change.manifest.slice(change.manifest.indexOf("\n") + 1) : null);
  return judgeLockfile({ path, before: change.before, after: change.after, origins, read }).then((problems) => problems.map(({ rule, message }) => `${rule}: ${message}`));
}

test.each([
  ["npm", "lockfile-sync-npm", "package-lock.json", "package.json"],
  ["pnpm", "lockfile-sync-pnpm", "pnpm-lock.yaml", "package.json"],
  ["Yarn", "lockfile-sync-yarn", "yarn.lock", "package.json"],
  ["uv", "lockfile-sync-uv", "uv.lock", "pyproject.toml"],
  ["Poetry", "lockfile-sync-poetry", "poetry.lock", "pyproject.toml"],
  ["cargo", "lockfile-sync-cargo", "Cargo.lock", "Cargo.toml"],
])("what %s itself wrote for a dependency that was added is let through", async (_tool, skill, lockfile, manifest) => {
  expect(await judge(lockfile, { before: example(skill, "before", lockfile), after: example(skill, "after", lockfile), manifest: `${manifest}\n${example(skill, "after", manifest)}` })).toEqual([]);
});

interface Entry { [key: string]: unknown }
interface Lock { packages: Record<string, Entry> }
const before = example("lockfile-sync-npm", "before", "package-lock.json");
const manifest = `package.json\n${example("lockfile-sync-npm", "after", "package.json")}`;
const poisoned = (change: (packages: Record<string, Entry>) => void): string => {
  const lock = JSON.parse(example("lockfile-sync-npm", "after", "package-lock.json")) as Lock;
  change(lock.packages);
  return JSON.stringify(lock);
};
const entry = (packages: Record<string, Entry>, key: string): Entry => packages[key] ?? {};
const evil: Entry = { version: "1.0.0", resolved: "https://npm.example/evil/-/evil-1.0.0.tgz", integrity: "sha512-AAAA" };

describe("a poisoned lockfile is refused that", () => {
  test.each<[string, (packages: Record<string, Entry>) => void, string]>([
    ["takes the new package from a host of its own", (all) => { entry(all, "node_modules/is-odd")["resolved"] = "https://evil.example/is-odd.tgz"; }, "lockfile-host: is-odd@3.0.1 comes from https://evil.example"],
    ["takes the new package by plain http from the right host", (all) => { entry(all, "node_modules/is-odd")["resolved"] = "http://npm.example/is-odd.tgz"; }, "lockfile-host: is-odd@3.0.1 comes from http://npm.example"],
    ["moves a package that stayed to another host", (all) => { entry(all, "node_modules/is-number")["resolved"] = "https://evil.example/is-number-7.0.0.tgz"; }, "lockfile-host: is-number@7.0.0 comes from https://evil.example"],
    ["has no digest for the new package", (all) => { delete entry(all, "node_modules/is-odd")["integrity"]; }, "lockfile-integrity: is-odd@3.0.1 has no digest"],
    ["changes the digest of a version that stayed", (all) => { entry(all, "node_modules/is-number")["integrity"] = "sha512-AAAA"; }, "lockfile-integrity: is-number@7.0.0 has another digest than before"],
    ["drops the digest of a version that stayed", (all) => { delete entry(all, "node_modules/is-number")["integrity"]; }, "lockfile-integrity: is-number@7.0.0 has another digest than before"],
    ["takes the new package from git over ssh", (all) => { entry(all, "node_modules/is-odd")["resolved"] = "git+ssh://git@git.example/evil.git#abc"; }, "lockfile-source: is-odd@3.0.1 comes from git"],
    ["lets the new package run a script", (all) => { entry(all, "node_modules/is-odd")["hasInstallScript"] = true; }, "lockfile-script: is-odd@3.0.1 runs a script"],
    ["lets a package that stayed run a script", (all) => { entry(all, "node_modules/is-number")["hasInstallScript"] = true; }, "lockfile-script: is-number@7.0.0 runs a script"],
    ["brings a package that nothing needs", (all) => { all["node_modules/evil"] = evil; }, "lockfile-unasked: evil@1.0.0 is new, and nothing that changed in the manifest needs it"],
    ["brings a package for a dependency that did not change", (all) => { all["node_modules/evil"] = evil; entry(all, "node_modules/is-number")["dependencies"] = { evil: "1.0.0" }; }, "lockfile-unasked: is-number@7.0.0 depends on other packages than before"],
    ["claims that the manifest asks for a package", (all) => { all["node_modules/evil"] = evil; entry(all, "")["dependencies"] = { ...(entry(all, "")["dependencies"] as Entry), evil: "1.0.0" }; }, "lockfile-unasked: it says that evil 1.0.0 is asked for"],
    ["lifts a dependency that nobody touched to another version", (all) => { all["node_modules/is-number"] = { ...evil, version: "7.0.1" }; }, "lockfile-unasked: is-number@7.0.1 is new"],
    ["claims a package of the repository that is not there", (all) => { all["packages/evil"] = { dependencies: { evil: "1.0.0" } }; }, "lockfile-unreadable: it cannot be told whether the change is what the manifest asks for: its manifests cannot be read"],
    ["marks a package from elsewhere as bundled", (all) => { entry(all, "node_modules/is-odd")["inBundle"] = true; delete entry(all, "node_modules/is-odd")["integrity"]; }, "lockfile-integrity: is-odd@3.0.1 has no digest"],
  ])("%s", async (_, change, problem) => {
    const problems = await judge("package-lock.json", { before, after: poisoned(change), manifest });
    expect(problems.filter((each) => each.startsWith(problem.slice(0, problem.indexOf(":"))))).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });
});

test("what cannot be read is refused, and says why", async () => {
  expect(await judge("package-lock.json", { before, after: '{"lockfileVersion":1,"dependencies":{}}', manifest })).toEqual([expect.stringContaining("lockfileVersion 1 says too little")]);
  expect(await judge("mix.lock", { before: "", after: "a", manifest })).toEqual([expect.stringContaining("lockfiles of this kind cannot be judged yet")]);
  expect(await judge("yarn.lock", { before: "# yarn lockfile v1\n", after: "# yarn lockfile v1\n\na@1:\n", manifest })).toEqual([expect.stringContaining("it is Yarn 1's")]);
});

test("every lockfile skill has a reader whose judgement is asked for here: by its own example, or, where no registry is at hand, by lockfiles in its tool's form", () => {
  expect(readdirSync(skills).filter((name) => name.startsWith("lockfile-sync-")).map((name) => name.slice("lockfile-sync-".length)).toSorted()).toEqual(["bundler", "cargo", "composer", "npm", "pnpm", "poetry", "uv", "yarn"]);
});

test("go.sum may gain sums, and a sum that stays is the same", async () => {
  const sums = "example.com/a v1.0.0 h1:AAAA=\nexample.com/a v1.0.0/go.mod h1:BBBB=\n";
  expect(await judge("go.sum", { before: sums, after: `${sums}example.com/b v1.0.0 h1:CCCC=\n`, manifest })).toEqual([]);
  expect(await judge("go.sum", { before: sums, after: sums.replace("AAAA", "EVIL"), manifest })).toEqual(["lockfile-integrity: example.com/a v1.0.0 has another sum than before at the same version"]);
});

describe("a package of the same repository that is new", () => {
  const workspace = (packages: Record<string, Entry>): string => JSON.stringify({ name: "root", lockfileVersion: 3, packages: { "": { name: "root", workspaces: ["packages/*"] }, ...packages } });
  const a = { "node_modules/a": { resolved: "packages/a", link: true }, "packages/a": { version: "1.0.0" } };
  const [old, fresh] = [workspace(a), workspace({ ...a, "node_modules/b": { resolved: "packages/b", link: true }, "packages/b": { version: "1.0.0" } })];
  const among = (files: readonly string[]) => (path: string): Promise<string | null> => Promise.resolve(files.includes(path) ? "{}" : null);

  test("is let into npm's lockfile, where its folder is there", async () => {
    expect(await judgeLockfile({ path: "package-lock.json", before: old, after: fresh, origins, read: among(["package.json", "packages/a/package.json", "packages/b/package.json"]) })).toEqual([]);
  });

  test("is refused where its folder is not there, or where it is only said to be bundled", async () => {
    const bundled = workspace({ ...a, "node_modules/b": { version: "1.0.0", inBundle: true } });
    const rules = async (after: string): Promise<readonly string[]> => (await judgeLockfile({ path: "package-lock.json", before: old, after, origins, read: among(["package.json", "packages/a/package.json"]) })).map(({ rule }) => rule);
    expect([await rules(fresh), await rules(bundled)]).toEqual([["lockfile-unreadable"], ["lockfile-unasked"]]);
  });

  test("is let into Composer's, and a folder outside of the repository is not", async () => {
    const lock = (folder: string): string => JSON.stringify({ packages: [{ name: "octo/two", version: "1.0.0", dist: { type: "path", url: folder, reference: "3d05288b757dc3368b3823b2f7398a3c3f2dc208" }, type: "library" }], "packages-dev": [], aliases: [] });
    const judged = async (folder: string): Promise<readonly string[]> => (await judgeLockfile({ path: "composer.lock", before: JSON.stringify({ packages: [], "packages-dev": [], aliases: [] }), after: lock(folder), origins, read: () => Promise.resolve('{"require": {"octo/two": "^1.0"}}') })).map(({ message }) => message);
    expect([await judged("packages/two"), await judged("../two"), await judged("/srv/two"), await judged("packages/../../two")]).toEqual([[], ...Array(3).fill(expect.arrayContaining(["octo/two@1.0.0 comes from path, not from a registry"])) as unknown[]]);
  });
});
