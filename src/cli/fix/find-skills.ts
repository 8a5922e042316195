/** Which skill answers which of the failures, and why none does. */
import { localMachine } from "../../adapters/machine/local-machine.ts";
import { shippedDigests } from "../../adapters/skills/read-shipped.ts";
import { builtInSkillsFolder } from "../../adapters/skills/read-skills.ts";
import type { Configuration } from "../../core/configuration/configuration.ts";
import { placeReports } from "../../core/failure/place-reports.ts";
import { chooseSkills } from "../../core/skill/choose.ts";
import { standingIn } from "../../core/skill/standing/skill-history.ts";
import { rememberGit } from "../../execution/remembered-git.ts";
import { readEarned } from "../skills/read-earned.ts";
import { readSkillsOf } from "../skills/read-skills-of.ts";
import { stateFolderPath } from "../state-folder.ts";
import type { Case } from "./mend-failure.ts";

export async function findSkills(given: Omit<Case, "git" | "skillsFolder" | "choices" | "standingOf" | "shipped">): Promise<Case> {
  const { io, project, failure } = given;
  const { checkout } = project;
  const skillsFolder = builtInSkillsFolder();
  const git = rememberGit(localMachine(skillsFolder).git, project);
  const bounds = project.configuration.skills.standing;
  const [skills, paths, shipped, { history }] = await Promise.all([
    readSkillsOf(checkout), git.workingFiles(checkout), shippedDigests(skillsFolder), readEarned({ state: stateFolderPath(io.environment), repo: project.repo, window: bounds.window }),
  ]);
  const standingOf = standingIn({ history, bounds, shipped });
  const reports = placeReports(failure.diagnosis.reports, new Set(paths));
  const choices = chooseSkills({ reports, skills, configuration: withSuggestions(project.configuration), standingOf });
  return { ...given, git, skillsFolder, choices, standingOf, shipped };
}

/** What is not sure enough to be applied is still tried, and kept as a patch (row S5). */
function withSuggestions(configuration: Configuration): Configuration {
  return { ...configuration, fix: { ...configuration.fix, min_confidence: 0 } };
}
