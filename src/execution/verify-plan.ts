import { digestOf, digestOfJson } from "../core/identity/digest.ts";
import { isSealed, type FixPlan, type PlanStep } from "../core/fix/plan.ts";
import { areCarried } from "../core/command/option-rules.ts";
import type { Skill } from "../core/skill/skill.ts";
import type { Machine } from "../ports/machine.ts";
import { Refusal } from "./refusal.ts";

/** What is checked before anything runs: the plan's seal, the commit, and that each step is exactly what our own skill of this name and digest says. Throws Refusal. */
export async function verifyPlan(plan: FixPlan, checkout: string, machine: Machine): Promise<void> {
  if (!isSealed(plan)) throw unfit("the plan was changed after it was made: its id is not the digest of the rest");
  const head = await machine.git.head(checkout);
  if (head !== plan.base_sha) throw unfit(`the plan is for commit ${plan.base_sha}, and ${head} is checked out; check out the plan's commit`);
  for (const step of plan.steps) await verifyStep(step, machine);
  const needing = plan.steps.find(({ limits }) => limits.network === "registry");
  if (needing !== undefined && (plan.registries ?? []).length === 0) {
    throw unfit(`the skill ${needing.skill.name} needs a package registry, and the operator permits none of ${needing.limits.registry ?? "its kind"}: name them in REGREEN_REGISTRIES, for example \`${needing.limits.registry ?? "npm"}=https://packages.example.com\``);
  }
}

async function verifyStep(step: PlanStep, machine: Machine): Promise<void> {
  if (step.fix.some((command) => "model" in command)) throw unfit(`the skill ${step.skill.name} needs a language model, and none is configured here`);
  const { name, digest, document } = step.skill;
  const builtIn = await machine.skill(name);
  if (builtIn !== null && document !== undefined) throw unfit(`the plan brings a skill ${name} along, and that is the name of a built-in one`);
  const skill = document === undefined ? builtIn : await broughtAlong(step.skill.name, document, digest);
  if (skill === null) throw unfit(`the plan names the skill ${name}, which this version of Regreen does not have; use the version that made the plan`);
  if (skill.digest !== digest) throw notTheOne(name);
  const { contract } = skill;
  const said = { fix: step.fix, post_check: step.post_check, run_in: step.run_in ?? null, may_touch: step.may_touch, actions: step.actions, limits: step.limits };
  const own = { fix: contract.fix, post_check: contract.post_check, run_in: contract.run_in ?? null, may_touch: contract.files, actions: contract.actions, limits: contract.limits };
  const rules = typeof contract.options === "object" ? contract.options : { carried: [] };
  if (step.options !== undefined && !areCarried(step.options, rules)) throw unfit(`the plan gives the skill ${name} the options ${step.options.join(" ").slice(0, 200)}, which its contract does not carry over`);
  if (digestOfJson(said) !== digestOfJson(own)) throw unfit(`the plan asks the skill ${name} for something that its contract does not say`);
}

/** Parsed only when it is the one that was meant. What parses it is loaded only here: the skills that came with the program are known. */
async function broughtAlong(name: string, document: string, digest: string): Promise<Skill> {
  const bytes = Buffer.from(document);
  if (digestOf(bytes) !== digest) throw notTheOne(name);
  const { parseSkill } = await import("../core/skill/parse-skill.ts");
  return parseSkill({ name, bytes, origin: "the plan" });
}

function notTheOne(name: string): Refusal {
  return unfit(`the skill ${name} is not the one that the plan was made with: its digest differs; use the version that made the plan`);
}

/** The plan, the checkout and this version of Regreen do not belong together: whoever set up the job can mend that. */
function unfit(reason: string): Refusal {
  return new Refusal("refused", reason, { setUp: true });
}
