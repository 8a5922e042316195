import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { builtInPolicies } from "../../src/adapters/policies/read-packs.ts";
import { readYaml } from "../../src/core/configuration/read-yaml.ts";
import { loadPack } from "../../src/core/policy/load-pack.ts";
import { CasesText, runCases } from "../../src/core/policy/run-cases.ts";

const folder = builtInPolicies();
const names = readdirSync(folder).filter((file) => file.endsWith(".yml") && !file.endsWith(".cases.yml")).map((file) => file.slice(0, -4));

describe.each(names)("the pack %s", (name) => {
  const pack = loadPack(name, readFileSync(join(folder, `${name}.yml`), "utf8"));
  const reading = readYaml(readFileSync(join(folder, `${name}.cases.yml`), "utf8"), CasesText);
  if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
  const cases = reading.value;

  test.each(runCases(pack, cases))("$name", ({ found }) => {
    expect(found).toBeNull();
  });

  test("has a case that each rule decides", () => {
    const decided = new Set(cases.cases.flatMap((one) => one.by));
    expect(pack.rules.map((rule) => rule.id).filter((id) => !decided.has(id))).toEqual([]);
  });
});
