/**
 * Writes `skills/shipped.json`: runs every example of the skills (or of those that are named) from end to end with the real tools, as the
 * toolchain suite does, and records the versions whose examples all hold. Run by hand when a skill or example is changed:
 * node test/toolchains/record-shipped.ts [skill …]. A skill whose tools are not to be had here is left without a record, and says so.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readShipped, shippedFile } from "../../src/adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import type { Skill } from "../../src/core/skill/skill.ts";
import type { ShippedSkill } from "../../src/core/skill/standing/shipped.ts";
import { digestExamples } from "../skills/digest-examples.ts";
import { listExamples, playExample, type Example, type Played } from "../skills/run-example.ts";
import { findGo } from "./tools/go.ts";
import { buildSlowTools } from "./tools/slow.ts";
import { installTools } from "./install-tools.ts";
import { findRegistries } from "./registries.ts";

const folder = builtInSkillsFolder();
const wanted = process.argv.slice(2);
await buildSlowTools(await findGo());
const { path } = await installTools();
const known = await findRegistries();
const examples = listExamples();
const kept = (await readShipped(folder)).skills;
const records: ShippedSkill[] = [];

for (const skill of await loadSkills(folder)) {
  const stands = kept.find(({ name }) => name === skill.name);
  if (wanted.length > 0 && !wanted.includes(skill.name)) records.push(...(stands === undefined ? [] : [stands]));
  else records.push(...(await recordSkill(skill)));
}
writeFileSync(join(folder, shippedFile), `${JSON.stringify({ version: 1, skills: records.toSorted((one, two) => (one.name < two.name ? -1 : 1)) }, null, 2)}\n`);

async function recordSkill(skill: Skill): Promise<readonly ShippedSkill[]> {
  if (!skill.proven) {
    process.stdout.write(`${skill.name}: not recorded: ${skill.unproven_because ?? "not proven here"}\n`);
    return [];
  }
  const own = examples.filter((each) => each.skill === skill.name);
  for (const each of own) {
    const problem = await playExample(each, path, known).then((played) => whyNotHeld(each, played), (error: unknown) => String(error));
    if (problem !== null) {
      process.stdout.write(`${skill.name}: not recorded: ${each.name}: ${problem}\n`);
      return [];
    }
  }
  process.stdout.write(`${skill.name} ${skill.contract.version}: ${own.length} examples hold\n`);
  return [{
    name: skill.name, version: skill.contract.version, digest: skill.digest, examples_sha256: digestExamples(join(folder, skill.name, "examples")),
    examples: own.map(({ name, example: { kind, tool, tool_version } }) => ({ name, kind, tool, tool_version })),
  }];
}

/** Null where the example ends as its case says. */
function whyNotHeld({ skill, example }: Example, { choices, execution, before, tree, after }: Played): string | null {
  const result = execution?.result ?? null;
  if (example.kind === "repair") {
    if (choices.some((choice) => choice.skill?.name !== skill)) return "another skill was chosen, or none";
    if (result?.outcome !== "changed") return `${result?.outcome ?? "nothing was run"}: ${result?.reason ?? ""}`;
    return same(tree, after) ? null : "the tree is not that of after/";
  }
  if (!same(tree, before)) return "the tree was changed";
  const reason = result?.reason ?? choices.map((choice) => (choice.skill === null ? choice.reason : "")).join("; ");
  return reason.includes(example.reason) ? null : `refused for another reason: ${reason}`;
}

function same(one: Played["tree"], two: Played["after"]): boolean {
  return two !== null && JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(two).toSorted());
}
