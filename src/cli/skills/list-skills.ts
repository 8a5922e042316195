/** The table of skills with their standing, and the same as JSON. */
import { whyNeverRun, type SkillDescription } from "../../core/skill/describe-skill.ts";
import { findingsText } from "../../core/fix/finding.ts";
import { listSkills, type ListedSkill, type SkillsHere } from "../../core/skill/standing/listed-skill.ts";
import type { StandingBounds } from "../../core/skill/standing/bounds.ts";
import { describeBounds, type StandingDescription } from "../../core/skill/standing/describe-standing.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";

export function skillsJson(here: SkillsHere): string {
  const skills = listSkills(here).map(({ skill, standing: { standing, ...more }, totals, left }) => ({ ...skill, standing, ...more, totals, left }));
  return `${JSON.stringify({ repo: here.repo, bounds: here.bounds, skills }, null, 2)}\n`;
}

const WIDTH = 80;

/** Eighty columns; files and all that is handled stand in `--json`, in `show`, and in the skill's own document. */
export function skillsText(here: SkillsHere): string {
  const head = ["SKILL", "VERSION", "STANDING", "RUNS", "NEEDS"];
  const rows = listSkills(here).map(({ skill, standing: { standing, counts } }) => ({
    cells: [skill.name, skill.version, standing.replace("_", " "), `${counts.runs}/${counts.failures}`, shorten(needsOf(skill), 20)],
    handles: skill.handles.filter((each) => !each.startsWith("pattern ")).join("; "),
  }));
  const taken = head.reduce((sum, title, column) => sum + Math.max(title.length, ...rows.map(({ cells }) => cells[column]?.length ?? 0)) + 2, 0);
  const table = textTable([[...head, "HANDLES"], ...rows.map(({ cells, handles }) => [...cells, shorten(handles, Math.max(8, WIDTH - taken))])]);
  return `${table}\n${wrap(`RUNS: latest executions in ${here.repo} that changed something, and how many of them failed. ${describeBounds(here.bounds)}${allowances(here)}`)}\n`;
}

function allowances({ skills, bounds }: SkillsHere): string {
  const slow = skills.flatMap(({ name, contract: { limits: { usual } } }) => (usual === undefined || usual.seconds <= bounds.seconds ? [] : [`${name} ${usual.seconds} s`]));
  return slow.length === 0 ? "" : ` More time by contract (show says why): ${slow.join(", ")}.`;
}

export function skillText({ skill, standing, totals, left }: ListedSkill, bounds: StandingBounds): string {
  const { counts, limits } = standing;
  const lines = [
    `${skill.name} ${skill.version}  (${skill.origin})`, wrap(skill.description), "", ...whyNotRun(skill),
    `Standing: ${standing.standing.replace("_", " ")}: ${standing.reason}`, `Next: ${standing.next}`,
    `Runs: ${counts.runs} of ${counts.executions} executions changed something; ${counts.successes} succeeded, ${counts.clean} clean in a row`,
    ...leftLines(counts, left),
    ...limits.map(({ measure, count, too_many, of_runs }) => `  ${measure}: ${count}${of_runs === 0 ? "" : `; ${too_many > of_runs ? "none" : too_many} of ${of_runs} would be too many`}`),
    ...(totals === null ? [] : [`Altogether: ${totals.executions} executions, ${totals.files} files, ${totals.lines} lines, ${Math.round(totals.seconds)} s, ${totals.tokens} tokens, ${totals.reverts} reverts, ${totals.manual_reviews} looked at by people`]),
    ...usualTime(skill, bounds), "", `Handles: ${skill.handles.join("; ")}`, `Files: ${skill.files.join(", ")}`, `Needs: ${needsOf(skill)}`, "", wrap(describeBounds(bounds)),
  ];
  return `${plainText(lines.join("\n"))}\n`;
}

/** Neither for it nor against it. */
function leftLines({ remains }: StandingDescription["counts"], left: ListedSkill["left"]): readonly string[] {
  if (remains === 0) return [];
  return [wrap(`Left: ${remains} more mended what the tool can and left only what was there before (${findingsText(left.map((one) => ({ ...one, message: null })))}); rolled back, and counted neither for nor against it`)];
}

/** Where its contract allows more time than the repository's bound. */
function usualTime({ usual }: SkillDescription, { seconds }: StandingBounds): readonly string[] {
  return usual === null || usual.seconds <= seconds ? [] : [wrap(`Time: half of its executions may take up to ${usual.seconds} s, not ${seconds} s: ${usual.because}`)];
}

/** What is only suggested says so first: its standing says nothing of it. */
function whyNotRun(skill: SkillDescription): readonly string[] {
  const why = whyNeverRun(skill);
  return why === null ? [] : [wrap(why), ""];
}

function needsOf({ tools, network, opt_in, needs_model, proven }: SkillDescription): string {
  return [...(needs_model ? ["needs a model"] : []), ...tools, ...(network === "none" ? [] : [`network: ${network}`]), ...(opt_in ? ["opt-in"] : []), ...(proven || needs_model ? [] : ["not proven here"])].join(", ") || "nothing";
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** At most 80 characters a line. */
function wrap(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join("\n").replaceAll("\u00A0", " ");
}
