/** Introduces the steps of a repair to the adapters that they read through: what `regreen serve` is made of. */
import { artifactCaps, readZip } from "./adapters/archive/read-zip.ts";
import { openRehearsals } from "./adapters/rehearsals/open-rehearsals.ts";
import { readBuiltInPacks } from "./adapters/policies/read-packs.ts";
import { shippedDigests } from "./adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "./adapters/skills/read-skills.ts";
import { treeSitterSyntax } from "./adapters/syntax/read-syntax.ts";
import type { StepParts } from "./app/start-serving.ts";
import type { ServeParts } from "./cli/commands/serve.ts";
import { dashboardRoutes } from "./dashboard/dashboard-routes.ts";
import type { ServeConfig } from "./config.ts";
import type { Log } from "./ports/log.ts";
import type { Rehearsals } from "./ports/rehearsals.ts";
import { createSteps } from "./worker/steps/create-steps.ts";
import type { Steps } from "./worker/work.ts";

async function composeSteps(parts: StepParts): Promise<Steps> {
  const folder = builtInSkillsFolder();
  const [skills, shipped] = await Promise.all([loadSkills(folder), shippedDigests(folder)]);
  return createSteps({ ...parts, skills, shipped, packs: readBuiltInPacks, unzip: (bytes) => readZip(bytes, artifactCaps), syntax: treeSitterSyntax });
}

function composeRehearsals({ config: { learning, store }, log }: { readonly config: ServeConfig; readonly log: Log }): Rehearsals | null {
  return learning == null ? null : openRehearsals({ learning, store, program: [process.execPath, ...process.execArgv, process.argv[1] ?? ""], log });
}

export const serveParts: ServeParts = { createSteps: composeSteps, createRehearsals: composeRehearsals, pages: dashboardRoutes };
