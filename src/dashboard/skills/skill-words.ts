/** Standing in words, as the pages of skills share them. */
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import type { Standing, StandingCounts } from "../../core/skill/standing/standing.ts";
import type { StandingEntry } from "../../core/skill/standing/sworn-standing.ts";
import { html, type Html } from "../html.ts";
import { counted, moment, pill, table, type Tone } from "../layout.ts";
import type { SkillsThere, SkillThere } from "./read-there.ts";

const tones = { candidate: "waiting", promoted: "good", trusted: "good", rolled_back: "bad" } as const satisfies Record<Standing, Tone>;

export function standingPill(standing: Standing): Html {
  return pill(standing, tones[standing]);
}

/** `12 runs: 11 succeeded, 1 failed, 1 needed a person`; of executions that changed nothing, and of those that left something, as much as there is. */
export function countsText({ executions, runs, successes, failures, reviews, remains }: StandingCounts): string {
  if (executions === 0) return "no execution yet";
  const about = [`${successes} succeeded`, `${failures} failed`, ...(reviews === 0 ? [] : [`${reviews} needed a person`])].join(", ");
  const left = remains === 0 ? [] : [`${remains} left only what was there before`];
  return [...(runs === 0 ? [`${counted(executions, "execution")}, none changed anything`] : [`${counted(runs, "run")}: ${about}`]), ...left].join("; ");
}

/** What is missing for the next step, or what a person can do. */
export function nextText({ idle, standing: { standing, next } }: SkillThere): string {
  if (idle !== null) return idle;
  return standing === "rolled_back" ? "a corrected version begins anew; or a person puts this one on trial again, on its page" : next;
}

export function entryLink({ entry: { seq } }: StandingEntry): Html {
  return html`<a href="/ledger/${seq}">ledger entry ${seq}</a>`;
}

/** Of the version that stands now. */
export function lastChange({ skill, changes }: SkillThere): Html {
  const last = changes.find(({ change }) => change.digest === skill.digest);
  return last === undefined ? html`<span class="soft">as it began</span>` : html`<div>${moment(last.entry.at)}<br><span class="soft">${entryLink(last)}</span></div>`;
}

const columns = ["Skill", "Standing", "Counted", "Next", "Last change (UTC)"] as const;

export function skillTable(skills: readonly SkillThere[], { repository: { id } }: SkillsThere, empty: string): Html {
  return table(columns, skills.map((one) => [
    html`<div><a href="/repositories/${id}/skills/${one.skill.name}">${one.skill.name}</a> <span class="soft">${one.skill.version}</span></div>`,
    standingPill(one.standing.standing), html`${countsText(one.standing.counts)}`, html`${nextText(one)}`, lastChange(one),
  ]), empty);
}

/** Of skills that were not run there: what they would do, and what `last` says of each. */
export function unusedTable(skills: readonly SkillThere[], { repository: { id } }: SkillsThere, last: "Next" | "Why not"): Html {
  return table(["Skill", "Stands as", "Handles", last], skills.map((one) => [
    html`<div><a href="/repositories/${id}/skills/${one.skill.name}">${one.skill.name}</a> <span class="soft">${one.skill.version}</span></div>`,
    standingPill(one.standing.standing), html`${handlesText(one)}`, html`${nextText(one)}`,
  ]), "There is none.");
}

/** `lint of eslint`: rules stand on the skill's own page; patterns where nothing else is named. */
function handlesText({ skill: { handles } }: SkillThere): string {
  const kinds = handles.filter((each) => !each.startsWith("pattern ")).map((each) => each.replace(/ \(.*\)$/, ""));
  return [...new Set(kinds.length === 0 ? handles.map((each) => each.replaceAll("_", " ")) : kinds)].join("; ");
}

/** `2 rolled back, 1 trusted, 60 promoted`. */
export function summary(skills: readonly SkillThere[]): string {
  const order: readonly Standing[] = ["rolled_back", "trusted", "promoted", "candidate"];
  const counts = order.map((standing) => [standing, skills.filter((one) => one.standing.standing === standing).length] as const).filter(([, count]) => count > 0);
  return counts.map(([standing, count]) => `${count} ${standing.replace("_", " ")}`).join(", ");
}

/** Where what is shown is not what the repository wants; null: it is. */
export function caveat({ known: { mistake, from } }: SkillsThere): Html | null {
  if (mistake !== null) return html`<div class="card next"><p><b>${mistake.path} has a mistake.</b> ${mistake.mistakes[0]?.line ?? 1}:${mistake.mistakes[0]?.column ?? 1}: ${mistake.mistakes[0]?.message ?? "it cannot be read"}. Nothing is run here until it is right.</p></div>`;
  return from === "unread" ? html`<div class="card next"><p><b>GitHub does not say now what the repository wants.</b> Shown are the built-in skills, by the bounds that hold by default.</p></div>` : null;
}

/** Where the bounds come from. */
export function boundsFrom({ known: { from } }: SkillsThere): Html {
  return from === "configuration" ? html`<code>skills.standing</code> of <code>${configurationPath}</code>, where it says so` : html`what holds by default`;
}
