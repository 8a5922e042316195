/** How skills stand (rows S8, R3): of each repository those that were run there, and all of them on a page of its own. */
import type { Answer } from "../../app/web/answer.ts";
import type { Repository } from "../../core/repair/repair.ts";
import { describeBounds } from "../../core/skill/standing/describe-standing.ts";
import { html, type Html } from "../html.ts";
import { counted, missing, page } from "../layout.ts";
import type { Looker } from "../people/doorkeeper.ts";
import { visibleRepositories } from "../requests/requests-page.ts";
import type { SteerParts } from "../steer-page.ts";
import { readThere, seenRepository, type SkillsThere, type SkillThere } from "./read-there.ts";
import { boundsFrom, caveat, skillTable, summary, unusedTable } from "./skill-words.ts";

/** Those that a repair was opened in last; of the others, links. */
const MOST_SHOWN = 20;

export async function skillsPage(parts: SteerParts, looker: Looker): Promise<Answer> {
  const repositories = await visibleRepositories(parts.store, looker);
  const sections = await Promise.all(repositories.slice(0, MOST_SHOWN).map(async (repository) => section(await readThere(repository, parts))));
  const others = repositories.slice(MOST_SHOWN);
  return page(200, "Skills", html`<h1>Skills</h1><p class="soft">What a skill may do, it earns in each repository. A candidate is run and its patch kept; a promoted one may propose; a trusted one may be merged by itself where the policy allows; one that was rolled back is not run. <code>regreen skills</code> shows the same in a checkout, with <code class="mono">--json</code> as data.</p>
${sections.length === 0 ? html`<div class="card"><p class="empty">No repository had a repair yet. <code>regreen skills</code> lists what comes with the program.</p></div>` : sections}
${others.length === 0 ? null : html`<h2>Other repositories</h2><p>${others.map(({ id, name }) => html`<a href="/repositories/${id}/skills">${name}</a> `)}</p>`}`);
}

function section(there: SkillsThere): Html {
  const { repository: { id, name }, skills } = there;
  return html`<h2><a href="/repositories/${id}/skills">${name}</a></h2><p class="soft">${summary(skills)}.</p>${caveat(there)}
${skillTable(byUrgency(skills.filter(wasRun)), there, "No skill was run here yet: each stands as it began.")}<p><a href="/repositories/${id}/skills">All ${counted(skills.length, "skill")}</a></p>`;
}

function wasRun({ standing: { standing, counts }, changes }: SkillThere): boolean {
  return counts.executions > 0 || changes.length > 0 || standing === "rolled_back";
}

/** What a person can do something about comes first, then what runs most. */
function byUrgency(skills: readonly SkillThere[]): readonly SkillThere[] {
  const urgent = ({ standing: { standing } }: SkillThere): number => (standing === "rolled_back" ? 1 : 0);
  return skills.toSorted((one, other) => urgent(other) - urgent(one) || other.standing.counts.runs - one.standing.counts.runs);
}

/** All skills of one repository. */
export async function repositorySkillsPage(parts: SteerParts, id: string, looker: Looker): Promise<Answer> {
  const repository: Repository | null = await seenRepository(parts.store, id, looker);
  if (repository === null) return missing("There is no such repository here.");
  const there = await readThere(repository, parts);
  const [run, others] = [there.skills.filter(wasRun), there.skills.filter((one) => !wasRun(one))];
  const [ready, idle] = [others.filter((one) => one.idle === null), others.filter((one) => one.idle !== null)];
  return page(200, `Skills of ${repository.name}`, html`<p class="soft"><a href="/skills">Skills</a> / ${repository.name}</p><h1>Skills of ${repository.name}</h1>
<p class="soft">${summary(there.skills)}. ${describeBounds(there.known.settings.standing)} These bounds are ${boundsFrom(there)}.</p>${caveat(there)}
<h2>Run here</h2>${skillTable(byUrgency(run), there, "No skill was run here yet: each stands as it began.")}
<h2>Ready, and not run yet</h2>${unusedTable(ready, there, "Next")}
<h2>Not run here</h2>${unusedTable(idle, there, "Why not")}
<p class="soft">Not listed: what edits nothing (running again, clearing caches, cancelling). It earns no standing.</p>`);
}
