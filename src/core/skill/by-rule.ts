import type { FixPlan } from "../fix/plan.ts";
import type { Skill } from "./skill.ts";

/** Names of the skills that are for rules by name (`handles: [{class: lint, rules: […]}]`). Of a repository's own skill, which the plan brings along, its text says so. */
export function skillsByRule(skills: readonly Pick<Skill, "name" | "contract">[], { steps }: Pick<FixPlan, "steps">): ReadonlySet<string> {
  const known = skills.filter(({ contract }) => contract.handles.some((handle) => "rules" in handle && handle.rules !== undefined)).map(({ name }) => name);
  const brought = steps.flatMap(({ skill: { name, document } }) => (document !== undefined && /\brules["']?\s*:/.test(document) ? [name] : []));
  return new Set([...known, ...brought]);
}
