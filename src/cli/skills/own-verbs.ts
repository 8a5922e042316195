/** What a repository does with its own skills: begin one, check them, run their examples. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { findCheckout } from "../../adapters/git/checkout.ts";
import { findSandbox } from "../../adapters/sandbox/find-sandbox.ts";
import { builtInSkillsFolder, loadSkills } from "../../adapters/skills/read-skills.ts";
import { withOwnSkills } from "../../core/skill/own-skills.ts";
import { ownSkillsFolder } from "../../core/skill/own-skills-folder.ts";
import type { Skill } from "../../core/skill/skill.ts";
import type { Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { plainText } from "../plain-text.ts";
import { UsageError } from "../usage-error.ts";
import { checkSkills, type CheckedSkills } from "./check-skills.ts";
import { newSkillFiles } from "./new-skill.ts";
import { playExample } from "./play-example.ts";

export interface VerbOptions { readonly json: boolean; readonly noSandbox: boolean }

/** Makes `.github/skills/<name>/` in the checkout; nothing that is there is written over. */
export async function beginSkill(name: string | undefined, io: Io): Promise<ExitCode> {
  if (name === undefined) throw new UsageError("regreen skills new needs a name", "Such as: regreen skills new our-formatter");
  const files = newSkillFiles(name);
  const taken = (await loadSkills(builtInSkillsFolder())).some((skill) => skill.name === name);
  if (taken) throw new UsageError(`${name} is the name of a built-in skill`, "Give yours another name.");
  const folder = join(await findCheckout(io.directory), ownSkillsFolder, name);
  if (existsSync(folder)) throw new UsageError(`${ownSkillsFolder}/${name} is there already`, "Edit it, or give the new one another name.");
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  io.stdout.write(`${ownSkillsFolder}/${name}/SKILL.md is begun. Next:\n  1. say in its contract what it handles, runs and may change\n  2. put a failing project into examples/first/before/, the mended one into after/,\n     and what the real tool printed into failure.log\n  3. regreen skills check && regreen skills test\nIt counts once it is on the default branch, and begins as a candidate.\n`);
  return exitCode.done;
}

/** Exit code 1 where there is a mistake. */
export async function checkOwnSkills(folder: string | undefined, { json }: VerbOptions, io: Io): Promise<ExitCode> {
  const { checked } = await readFolder(folder, io);
  io.stdout.write(json ? `${JSON.stringify({ skills: checked.skills.map(({ name }) => name), mistakes: checked.mistakes }, null, 2)}\n` : mistakesText(checked));
  return checked.mistakes.length === 0 ? exitCode.done : exitCode.notFixed;
}

function mistakesText({ skills, mistakes }: CheckedSkills): string {
  if (mistakes.length === 0) return `${skills.length} ${skills.length === 1 ? "skill is" : "skills are"} right: ${skills.map(({ name }) => name).join(", ")}\n`;
  return `${plainText(mistakes.map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`).join("\n"))}\n`;
}

interface Played { readonly skill: string; readonly example: string; readonly problem: string | null; readonly seconds: number }

/** Exit code 1 where an example does not hold, or a skill has a mistake. */
export async function testOwnSkills(folder: string | undefined, { json, noSandbox }: VerbOptions, io: Io): Promise<ExitCode> {
  const { checked, place, builtIn, checkout } = await readFolder(folder, io);
  if (checked.mistakes.length > 0) {
    io.stdout.write(mistakesText(checked));
    return exitCode.notFixed;
  }
  const sandbox = await findSandbox({ allowNone: noSandbox });
  const skills = withOwnSkills(builtIn, checked.skills);
  const played: Played[] = [];
  for (const skill of checked.skills) {
    for (const example of readdirSync(join(place, skill.name, "examples")).toSorted()) {
      const end = await playExample({ folder: join(place, skill.name, "examples", example), skill, skills, sandbox, path: io.environment["PATH"] ?? "/usr/bin:/bin", checkout });
      played.push({ skill: skill.name, example, ...end });
      if (!json) io.stdout.write(plainText(`${skill.name} ${example}: ${end.problem === null ? `holds (${end.seconds.toFixed(1)} s)` : end.problem}\n`));
    }
  }
  if (json) io.stdout.write(`${JSON.stringify({ examples: played.map(({ problem, ...one }) => ({ ...one, holds: problem === null, problem })) }, null, 2)}\n`);
  return played.every(({ problem }) => problem === null) ? exitCode.done : exitCode.notFixed;
}

interface OwnFolder { readonly checked: CheckedSkills; readonly place: string; readonly builtIn: readonly Skill[]; readonly checkout: string | null }

/** The folder named, or `.github/skills` of the checkout as it stands in the working tree. */
async function readFolder(folder: string | undefined, io: Io): Promise<OwnFolder> {
  const checkout = await findCheckout(io.directory).catch(() => null);
  const place = folder === undefined ? join(checkout ?? io.directory, ownSkillsFolder) : resolve(io.directory, folder);
  if (!existsSync(place)) throw new UsageError(`There is no folder ${folder ?? ownSkillsFolder}`, "regreen skills new <name> begins a skill.");
  const builtIn = await loadSkills(builtInSkillsFolder());
  return { place, checkout, builtIn, checked: checkSkills(place, builtIn) };
}
