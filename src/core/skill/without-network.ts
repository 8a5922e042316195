import type { Skill } from "./skill.ts";

/** Skills that reach nobody: what a fork brings is never given a way out, not even to a registry. */
export function withoutNetwork(skills: readonly Skill[]): readonly Skill[] {
  return skills.filter(({ contract }) => contract.limits.network === "none");
}
