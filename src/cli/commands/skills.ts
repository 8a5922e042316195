/** `regreen skills`: which skills there are, what each handles and what it needs. */
import { builtInSkillsFolder, loadSkills } from "../../adapters/skills/read-skills.ts";
import { describeSkill, type SkillDescription } from "../../core/skill/describe-skill.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";

const usage = `
Usage: regreen skills [--json]

Lists the skills: what each handles, and what it needs: tools, package registries
(net), to be asked for (opt-in). Each works in a sandbox without network unless
it says so.

  --json   one JSON object, with the files that each may touch

A skill marked "not proven here" is only suggested: its tool could not be run
where Regreen is tested, so that it stays a candidate.

A skill begins as candidate: it is run and checked, and a person merges. Standing
is earned by executions, and none are recorded where this command runs alone.

Example:
  regreen skills --json
`;

/** As earned by recorded executions; without any, every skill is a candidate. */
const standing = "candidate";

export const skills: Command = {
  name: "skills",
  summary: "list the skills, what they handle and what they need",
  usage,
  async run(argv, io) {
    const { values } = readArguments(argv, { command: "skills", options: { json: { type: "boolean" } }, positionals: { least: 0, most: 0 } });
    const all = (await loadSkills(builtInSkillsFolder())).map(describeSkill);
    io.stdout.write(values.json === true ? asJson(all) : asText(all));
    return exitCode.done;
  },
};

function asJson(all: readonly SkillDescription[]): string {
  return `${JSON.stringify({ skills: all.map((skill) => ({ ...skill, standing })) }, null, 2)}\n`;
}

/** Eighty columns; files and all that is handled stand in `--json` and in the skill's own document. */
function asText(all: readonly SkillDescription[]): string {
  const head = ["SKILL", "VERSION", "STANDING", "NEEDS", "HANDLES"];
  const cells = all.map((skill) => [skill.name, skill.version, standing, shorten(needsOf(skill), 19), skill.handles.filter((each) => !each.startsWith("pattern ")).join("; ")]);
  const left = head.slice(0, -1).map((title, column) => Math.max(title.length, ...cells.map((row) => (row[column] ?? "").length)) + 2);
  const rest = Math.max(12, 80 - left.reduce((sum, width) => sum + width, 0));
  const rows = cells.map((row) => row.map((cell, column) => (column === head.length - 1 ? shorten(cell, rest) : cell)));
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)));
  return [head, ...rows].map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()}\n`).join("");
}

function needsOf({ tools, network, opt_in, proven }: SkillDescription): string {
  return [...(proven ? [] : ["not proven here"]), ...tools, ...(network === "none" ? [] : ["net"]), ...(opt_in ? ["opt-in"] : [])].join(", ") || "nothing";
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
