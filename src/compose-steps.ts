/** Introduces the steps of a repair to the adapters that they read through: the same for the App and for the Action alone. */
import { artifactCaps, readZip } from "./adapters/archive/read-zip.ts";
import { readBuiltInPacks } from "./adapters/policies/read-packs.ts";
import { shippedDigests } from "./adapters/skills/read-shipped.ts";
import { builtInSkillsFolder, loadSkills } from "./adapters/skills/read-skills.ts";
import { treeSitterSyntax } from "./adapters/syntax/read-syntax.ts";
import { readTemplate } from "./adapters/workflows/read-templates.ts";
import type { StepParts } from "./app/serving-options.ts";
import type { StepContext } from "./worker/steps/context.ts";
import { createSteps } from "./worker/steps/create-steps.ts";
import type { Steps } from "./worker/work.ts";

export async function composeSteps(parts: StepParts): Promise<Steps> {
  const folder = builtInSkillsFolder();
  const [skills, shipped] = await Promise.all([loadSkills(folder), shippedDigests(folder)]);
  return createSteps({ ...parts, ...(await askingWith(parts)), skills, shipped, packs: readBuiltInPacks, unzip: (bytes) => readZip(bytes, artifactCaps), syntax: treeSitterSyntax });
}

async function askingWith({ onboardingReader: reader }: StepParts): Promise<Pick<StepContext, "onboarding">> {
  return reader === undefined ? {} : { onboarding: { reader, fixWorkflow: await readTemplate("regreen-fix.yml") } };
}
