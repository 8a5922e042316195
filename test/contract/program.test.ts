/** What is worked out when the program is built must be what its sources work out; and a start must not use a build that they have left behind. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { defaultConfiguration } from "../../src/core/configuration/default-configuration.ts";
import { defaultGrams } from "../../src/core/failure/default-grams.ts";

const root = join(import.meta.dirname, "..", "..");
let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), "regreen-program-")); });
afterAll(() => { rmSync(folder, { recursive: true }); });

describe("the built program", () => {
  let texts: readonly string[];
  beforeAll(() => {
    const out = join(folder, "program");
    execFileSync(process.execPath, [join(root, "node_modules/rolldown/bin/cli.mjs"), "-c", "rolldown.config.mjs", "--dir", out, "--logLevel", "silent"], { cwd: root, stdio: "ignore" });
    texts = readdirSync(out).filter((name) => name.endsWith(".mjs")).map((name) => readFileSync(join(out, name), "utf8"));
  }, 60_000);

  test("holds the grams that the formats' literals are found by", () => {
    const [, written = ""] = /const defaultGrams = (\{[\s\S]*?\});/.exec(texts.find((text) => text.includes("const defaultGrams")) ?? "") ?? [];
    expect(JSON.parse(written.replace(/(\w+):/g, '"$1":'))).toEqual(defaultGrams);
  });

  test("holds its skills as their documents say them", async () => {
    const [, written = ""] = /const skills = JSON\.parse\((".*")\);/.exec(texts.find((text) => text.includes("knownSkill")) ?? "") ?? [];
    const skills = await loadSkills(builtInSkillsFolder());
    expect(JSON.parse(JSON.parse(written) as string)).toEqual(Object.fromEntries(skills.map((skill) => [skill.digest, skill])));
  });

  test("holds the configuration of a repository that has none", () => {
    const [, written = ""] = /const defaultConfiguration = JSON\.parse\((".*")\);/.exec(texts.find((text) => text.includes("const defaultConfiguration = JSON")) ?? "") ?? [];
    expect(JSON.parse(JSON.parse(written) as string)).toEqual(defaultConfiguration);
  });

  test("imports none of Node's own modules: it asks for what it uses", () => {
    expect(texts.flatMap((text) => text.match(/^import\b.*"node:.*/gm) ?? [])).toEqual([]);
  });
});

describe("a start of regreen", () => {
  const at = (path: string): string => join(folder, "checkout", path);
  const start = (...argv: readonly string[]): string => execFileSync(process.execPath, [at("src/cli/regreen.mjs"), ...argv], { encoding: "utf8" }).trim();

  beforeAll(() => {
    for (const path of ["src/cli", "build/program"]) mkdirSync(at(path), { recursive: true });
    cpSync(join(root, "src/cli/regreen.mjs"), at("src/cli/regreen.mjs"));
    writeFileSync(at("src/main.ts"), 'console.log("the sources");\n');
    writeFileSync(at("src/part.ts"), "");
    writeFileSync(at("build/program/regreen.mjs"), 'console.log("the build");\n');
    writeFileSync(at("build/program/sources.txt"), "src/cli/regreen.mjs\nsrc/main.ts\nsrc/part.ts");
  });

  test("uses the build when no source is younger", () => {
    for (const path of ["src/cli/regreen.mjs", "src/main.ts", "src/part.ts"]) utimesSync(at(path), 1000, 1000);
    expect(start()).toBe("the build");
  });

  test("uses the program of one command where that is asked for, and the sources where it was not built", () => {
    writeFileSync(at("build/program/quick-fix.mjs"), 'console.log("fix alone");\n');
    expect([start("fix", "--help"), start("classify"), start("list")]).toEqual(["fix alone", "the sources", "the build"]);
  });

  test("uses the sources when one of them is younger than the build", () => {
    utimesSync(at("build/program/regreen.mjs"), 1500, 1500);
    utimesSync(at("src/part.ts"), 2000, 2000);
    expect(start()).toBe("the sources");
  });

  test("uses the sources when one that the build was made of is gone", () => {
    rmSync(at("src/part.ts"));
    expect(start()).toBe("the sources");
  });
});
