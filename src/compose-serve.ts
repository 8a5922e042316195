/** Introduces the steps of a repair to the adapters that they read through: what `regreen serve` is made of. */
import { artifactCaps, readZip } from "./adapters/archive/read-zip.ts";
import { readBuiltInPacks } from "./adapters/policies/read-packs.ts";
import { shippedDigests } from "./adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "./adapters/skills/read-skills.ts";
import { treeSitterSyntax } from "./adapters/syntax/read-syntax.ts";
import { readTemplate } from "./adapters/workflows/read-templates.ts";
import type { StepParts } from "./app/start-serving.ts";
import type { ServeParts } from "./cli/commands/serve.ts";
import { dashboardRoutes } from "./dashboard/dashboard-routes.ts";
import { createSteps } from "./worker/steps/create-steps.ts";
import type { Steps } from "./worker/work.ts";

async function composeSteps(parts: StepParts): Promise<Steps> {
  const folder = builtInSkillsFolder();
  const [skills, shipped, fixWorkflow] = await Promise.all([loadSkills(folder), shippedDigests(folder), readTemplate("regreen-fix.yml")]);
  return createSteps({ ...parts, onboarding: { reader: parts.onboardingReader, fixWorkflow }, skills, shipped, packs: readBuiltInPacks, unzip: (bytes) => readZip(bytes, artifactCaps), syntax: treeSitterSyntax });
}

export const serveParts: ServeParts = { createSteps: composeSteps, pages: dashboardRoutes };
