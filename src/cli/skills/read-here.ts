/** The skills as they stand where the command is run: those of the program with what they earned in this checkout's repository. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { shippedDigests } from "../../adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "../../adapters/skills/read-skills.ts";
import { RepositoryName } from "../../core/identity/identifier.ts";
import type { Skill } from "../../core/skill/skill.ts";
import { defaultBounds, type StandingBounds } from "../../core/skill/standing/bounds.ts";
import type { SkillsHere } from "../../core/skill/standing/listed-skill.ts";
import { standingIn } from "../../core/skill/standing/skill-history.ts";
import type { Io } from "../command.ts";
import { stateFolderPath } from "../state-folder.ts";
import { readEarned } from "./read-earned.ts";

/** Outside of a checkout only what was shipped counts. Faults `skill-invalid`, `configuration-invalid`, and those of the store. */
export async function readSkillsHere({ environment, directory }: Pick<Io, "environment" | "directory">): Promise<SkillsHere> {
  const folder = builtInSkillsFolder();
  const [shipped, { repo, bounds, skills }] = await Promise.all([shippedDigests(folder), readPlace(directory, folder)]);
  const { history, totals } = await readEarned({ state: stateFolderPath(environment), repo, window: bounds.window });
  return { repo, skills, totals, executions: history.executions, bounds, standingOf: standingIn({ history, bounds, shipped }) };
}

async function readPlace(directory: string, folder: string): Promise<{ readonly repo: RepositoryName; readonly bounds: StandingBounds; readonly skills: readonly Skill[] }> {
  if (!isInCheckout(directory)) return { repo: RepositoryName.parse("local/here"), bounds: defaultBounds, skills: await loadSkills(folder) };
  // Loaded only here: git is asked, and the configuration is read.
  const [{ findCheckout }, { readProject }, { readSkillsOf }] = await Promise.all([import("../../adapters/git/checkout.ts"), import("../fix/read-project.ts"), import("./read-skills-of.ts")]);
  const checkout = await findCheckout(directory);
  const [{ repo, configuration }, skills] = await Promise.all([readProject(checkout), readSkillsOf(checkout)]);
  return { repo, skills, bounds: configuration.skills.standing };
}

function isInCheckout(directory: string): boolean {
  for (let folder = directory; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return true;
    if (folder === dirname(folder)) return false;
  }
}
