/** The table of skills in the README, between its markers: made from the contracts, so that it cannot go stale unseen. */
import { describeSkill } from "../core/skill/describe-skill.ts";
import type { Skill } from "../core/skill/skill.ts";

export const skillTableStart = "<!-- skills:start -->";
export const skillTableEnd = "<!-- skills:end -->";

/** GitHub Markdown, one row a skill in the order given, without the markers; ends with a newline. */
export function skillTable(skills: readonly Skill[]): string {
  const rows = skills.map((skill) => {
    const { name, version, description, tools, network, opt_in, needs_model, proven } = describeSkill(skill);
    return [`[${name}](skills/${name}/SKILL.md)`, version, firstSentence(description), needs_model ? "needs a model" : tools.length === 0 ? "built in" : tools.join(", "), network, opt_in ? "yes" : "no", proven ? "yes" : "not here"];
  });
  const lines = [["skill", "version", "what it does", "tools", "network", "opt-in", "proven"], ["---", "---", "---", "---", "---", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`).join("");
}

function firstSentence(text: string): string {
  const end = text.search(/\.(\s|$)/);
  return end === -1 ? text : text.slice(0, end);
}
