/** Attack D11 by poetry.lock, Gemfile.lock and composer.lock: each poisoned one differs from an honest one in one thing. */
import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { judgeLockfile } from "../../../src/core/lockfile/judge-lockfile.ts";

const poetry = (tree: string, file: string): string => readFileSync(join(import.meta.dirname, "../../../skills/lockfile-sync-poetry/examples/dependency-added", tree, file), "utf8");
const sum = (letter: string): string => letter.repeat(64);

interface Honest { readonly path: string; readonly manifest: string; readonly text: string; readonly before: string; readonly after: string }
const gems = (added: string, asked: string, sums: string): string => `GEM\n  remote: https://gems.example/\n  specs:\n    base (1.0.0)\n${added}\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  base (~> 1.0)\n${asked}\nCHECKSUMS\n  base (1.0.0) sha256=${sum("a")}\n${sums}\nBUNDLED WITH\n   2.6.2\n`;
const php = (...packages: readonly object[]): string => JSON.stringify({ "content-hash": "x", packages, "packages-dev": [], aliases: [] });
const archive = (name: string, letter: string, more: object = {}): object => ({
  name, version: "1.0.0", type: "library", require: { php: ">=8.0" }, source: { type: "git", url: `https://code.example/${name}.git`, reference: letter.repeat(40) },
  dist: { type: "zip", url: `https://code.example/${name}.zip`, reference: letter.repeat(40), shasum: "" }, ...more,
});
const base = archive("octo/base", "a");
const honest: Readonly<Record<string, Honest>> = {
  Poetry: { path: "poetry.lock", manifest: "pyproject.toml", text: poetry("after", "pyproject.toml"), before: poetry("before", "poetry.lock"), after: poetry("after", "poetry.lock") },
  Bundler: {
    path: "Gemfile.lock", manifest: "Gemfile", text: 'source "https://gems.example"\n\ngem "base", "~> 1.0"\ngem \'rack\', ">= 3", "< 4", require: false\n',
    before: gems("", "", ""), after: gems("    rack (3.1.0)\n      rack-base\n    rack-base (0.1.0)\n", "  rack (< 4, >= 3)\n", `  rack (3.1.0) sha256=${sum("b")}\n  rack-base (0.1.0) sha256=${sum("c")}\n`),
  },
  Composer: {
    path: "composer.lock", manifest: "composer.json", text: JSON.stringify({ require: { php: ">=8.0", "octo/base": "^1", "Octo/Log": "^1" } }),
    before: php(base), after: php(base, archive("octo/log", "b", { require: { "octo/line": "^1" } }), archive("octo/line", "c")),
  },
};

async function judge(tool: string, change: (after: string) => string, manifest: (text: string) => string = (text) => text): Promise<readonly string[]> {
  const one = honest[tool];
  if (one === undefined) throw new Error(tool);
  const after = change(one.after);
  const problems = await judgeLockfile({
    path: `app/${one.path}`, before: one.before, after, origins: ["https://pypi.example", "https://gems.example", "https://code.example"], read: (path) => Promise.resolve(path === `app/${one.manifest}` ? manifest(one.text) : null),
  });
  return problems.map(({ rule, message }) => `${rule}: ${message}`);
}

test.each(Object.keys(honest))("the control: what %s writes for a dependency that was added is let through", async (tool) => {
  expect(await judge(tool, (after) => after)).toEqual([]);
});

const putting = (from: string | RegExp, to: string) => (after: string): string => {
  const changed = after.replace(from, to);
  if (changed === after) throw new Error(`${String(from)} is not there`);
  return changed;
};
const evilPoetry = '[[package]]\nname = "evil"\nversion = "1.0.0"\nfiles = [{file = "evil.whl", hash = "sha256:00"}]\n\n[metadata]';

describe("refused is a lockfile that", () => {
  test.each<readonly [tool: string, what: string, change: (after: string) => string, problem: string]>([
    ["Poetry", "takes the new package from a host of its own", (after) => after.replace(/(name = "six"[^]*?url = ")https:\/\/pypi\.example/, "$1https://evil.example"), "lockfile-host: six@1.17.0 comes from https://evil.example"],
    ["Poetry", "moves a package that stayed to another host", putting("https://pypi.example", "https://evil.example"), "lockfile-host: idna@3.10 comes from https://evil.example"],
    ["Poetry", "has no hash for a file of the new package", putting(/(file = "six-1.17.0.tar.gz"), hash = "[^"]*"/, "$1"), "lockfile-integrity: six@1.17.0 has no digest"],
    ["Poetry", "changes the hash of a version that stayed", putting("946d195a0d259cbba61165e88e65941f16e9b36ea6ddb97f00452bae8b1287d3", sum("0")), "lockfile-integrity: idna@3.10 has another digest than before"],
    ["Poetry", "takes the new package from git", (after) => after.replace(/(name = "six"[^]*?type = ")legacy/, "$1git"), "lockfile-source: six@1.17.0 comes from git"],
    ["Poetry", "takes the new package from an address", (after) => after.replace(/(name = "six"[^]*?type = ")legacy/, "$1url"), "lockfile-source: six@1.17.0 comes from url"],
    ["Poetry", "brings a package that nothing needs", putting("[metadata]", evilPoetry), "lockfile-unasked: evil@1.0.0 is new"],
    ["Poetry", "lets a package that stayed depend on another", (after) => putting("[metadata]", evilPoetry)(after).replace(/(name = "idna"[^]*?)\n\[package.extras\]/, '$1\n[package.dependencies]\nevil = "*"\n\n[package.extras]'), "lockfile-unasked: idna@3.10 depends on other packages than before"],
    ["Poetry", "is of another form", putting('lock-version = "2.1"', 'lock-version = "1.1"'), "lockfile-unreadable"],
    ["Bundler", "takes all gems from a host of its own", putting("https://gems.example/", "https://evil.example/"), "lockfile-host: rack@3.1.0 comes from https://evil.example"],
    ["Bundler", "adds a second source for the new gem", putting("GEM\n", "GEM\n  remote: https://evil.example/\n"), "lockfile-host: rack@3.1.0 comes from https://evil.example"],
    ["Bundler", "takes gems from a folder of the machine by the name of a source", putting("https://gems.example/", "file:///tmp/gems"), "lockfile-source: rack@3.1.0 comes from url"],
    ["Bundler", "has no checksum for the new gem", putting(/ {2}rack \(3\.1\.0\) sha256=b+\n/, ""), "lockfile-integrity: rack@3.1.0 has no digest"],
    ["Bundler", "changes the checksum of a version that stayed", putting(sum("a"), sum("0")), "lockfile-integrity: base@1.0.0 has another digest than before"],
    ["Bundler", "takes a gem from git", putting("PLATFORMS", "GIT\n  remote: https://code.example/evil.git\n  revision: 0\n  specs:\n    evil (1.0.0)\n\nPLATFORMS"), "lockfile-source: evil@1.0.0 comes from git"],
    ["Bundler", "takes a gem from a folder outside of the repository", putting("PLATFORMS", "PATH\n  remote: ../evil\n  specs:\n    evil (1.0.0)\n\nPLATFORMS"), "lockfile-source: evil@1.0.0 comes from path"],
    ["Bundler", "brings a gem that nothing needs", putting("    rack (3.1.0)", `    lodahs (1.0.0)\n    rack (3.1.0)`), "lockfile-unasked: lodahs@1.0.0 is new"],
    ["Bundler", "claims that the Gemfile asks for a gem", putting("  rack (< 4, >= 3)", "  evil\n  rack (< 4, >= 3)"), "lockfile-unasked: it says that evil rubygems: is asked for"],
    ["Bundler", "claims that the Gemfile asks for another range", putting("(< 4, >= 3)", "(< 5, >= 3)"), "lockfile-unasked: it says that rack rubygems:< 5, >= 3 is asked for"],
    ["Bundler", "has a part of its own", putting("PLATFORMS", "EVIL\n  x\n\nPLATFORMS"), "lockfile-unreadable"],
    ["Bundler", "has a line that is none of a lockfile's", putting("    base (1.0.0)", "    base (1.0.0)\n   eval(x)"), "lockfile-unreadable"],
    ["Composer", "takes the new package's archive from a host of its own", putting("https://code.example/octo/log.zip", "https://evil.example/log.zip"), "lockfile-host: octo/log@1.0.0 comes from https://evil.example"],
    ["Composer", "takes the new package's source from a host of its own", putting("https://code.example/octo/log.git", "https://evil.example/log.git"), "lockfile-host: octo/log@1.0.0 comes from https://evil.example"],
    ["Composer", "takes the source by ssh", putting("https://code.example/octo/log.git", "git@code.example:octo/log.git"), "lockfile-source: octo/log@1.0.0 comes from url"],
    ["Composer", "names a branch in the place of a commit", (after) => after.replaceAll("b".repeat(40), "main"), "lockfile-integrity: octo/log@1.0.0 has no digest"],
    ["Composer", "changes the commit of a version that stayed", (after) => after.replaceAll("a".repeat(40), "f".repeat(40)), "lockfile-integrity: octo/base@1.0.0 has another digest than before"],
    ["Composer", "takes the new package from a folder", putting(/"type":"zip","url":"https:\/\/code\.example\/octo\/log\.zip"/, '"type":"path","url":"../log"'), "lockfile-source: octo/log@1.0.0 comes from path"],
    ["Composer", "lets a plug-in of Composer in", (after) => after.replace('"name":"octo/log","version":"1.0.0","type":"library"', '"name":"octo/log","version":"1.0.0","type":"composer-plugin"'), "lockfile-script: octo/log@1.0.0 runs a script"],
    ["Composer", "brings a package that nothing needs", (after) => JSON.stringify({ ...(JSON.parse(after) as object), "packages-dev": [archive("octo/lodahs", "d")] }), "lockfile-unasked: octo/lodahs@1.0.0 is new"],
    ["Composer", "gives a package another version by an alias", (after) => JSON.stringify({ ...(JSON.parse(after) as object), aliases: [{}] }), "lockfile-unreadable"],
    ["Composer", "is no JSON", () => "{", "lockfile-unreadable"],
  ])("%s: %s", async (tool, _what, change, problem) => {
    expect(await judge(tool, change)).toEqual(expect.arrayContaining([expect.stringContaining(problem)]));
  });
});

test("a Gemfile that puts its gems together out of sight is not believed to ask for them", async () => {
  expect(await judge("Bundler", (after) => after, () => 'gem "base", "~> 1.0"\n%w[rack].each { |name| gem name }\n')).toEqual(expect.arrayContaining([expect.stringContaining("it says that rack rubygems:< 4, >= 3 is asked for, and no manifest asks for that")]));
});
