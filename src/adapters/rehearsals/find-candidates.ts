/** The candidates that stand in folders: the operator's `<candidates>/<skill>/<any name>/SKILL.md`, and the repository's `.github/skill-candidates/<skill>/<any name>/SKILL.md`. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import { readConfiguration } from "../../core/configuration/parse-configuration.ts";
import { Fault } from "../../core/fault/fault.ts";
import { repositoryOf } from "../../core/identity/repository-of.ts";
import type { LearningFile } from "../../core/replay/learning/learning-file.ts";
import { readOwnSkills } from "../../core/skill/own-skills.ts";
import { parseSkill } from "../../core/skill/parse-skill.ts";
import { SkillName, type Skill } from "../../core/skill/skill.ts";
import { defaultBounds, type StandingBounds } from "../../core/skill/standing/bounds.ts";
import type { Log } from "../../ports/log.ts";
import type { NamedCandidate } from "../../ports/rehearsals.ts";
import { originOf } from "../git/checkout.ts";
import { ownSkillSources } from "../git/own-skills.ts";

export const candidatesFolder = ".github/skill-candidates";

/** Of one repository, so many: each is tried by itself. */
const MOST_CANDIDATES = 20;

type Place = LearningFile["repositories"][number];

/** Those of one repository. What is not right is told in the log and left out; one that is the present version is no candidate. */
export async function findCandidates({ repo, checkout, candidates }: Place, builtIn: readonly Skill[], log: Log): Promise<readonly NamedCandidate[]> {
  const named = repositoryOf(await originOf(checkout), basename(checkout));
  if (named !== repo) {
    log.warn({ repo, checkout, named }, "no replays begin there: the checkout is another repository's, by the address of its origin");
    return [];
  }
  const own = readOwnSkills(await ownSkillSources(checkout), new Set(builtIn.map(({ name }) => name))).skills;
  const bounds = boundsOf(checkout);
  const folders = [join(checkout, candidatesFolder), ...(candidates === undefined ? [] : [candidates])].flatMap(versionFolders);
  return folders.slice(0, MOST_CANDIDATES).flatMap(({ name, folder }) => {
    const skill = readCandidate(name, folder, log);
    const present = [...builtIn, ...own].find((one) => one.name === name) ?? null;
    return skill === null || skill.digest === present?.digest ? [] : [{ repo, skill, folder, present, bounds }];
  });
}

interface VersionFolder { readonly name: string; readonly folder: string }

function versionFolders(root: string): readonly VersionFolder[] {
  return foldersIn(root).filter((name) => SkillName.safeParse(name).success).flatMap((name) => foldersIn(join(root, name)).map((version) => ({ name, folder: join(root, name, version) })));
}

/** Real folders alone, so that no link leads out. */
function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).toSorted();
  } catch {
    return [];
  }
}

function readCandidate(name: string, folder: string, log: Log): Skill | null {
  try {
    return parseSkill({ name, bytes: readFileSync(join(folder, "SKILL.md")), origin: folder });
  } catch (error) {
    log.warn({ folder, error: error instanceof Fault ? error.detail : error }, "a candidate is left out: its SKILL.md is not right");
    return null;
  }
}

function boundsOf(checkout: string): StandingBounds {
  try {
    const reading = readConfiguration(readFileSync(join(checkout, configurationPath)));
    return reading.ok ? reading.configuration.skills.standing : defaultBounds;
  } catch {
    return defaultBounds;
  }
}
