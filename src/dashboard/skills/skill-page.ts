/** One skill in one repository: what was counted of it against which bounds, what it left, how its standing changed; and, where it was rolled back, a form that puts it on trial again. */
import type { Answer } from "../../app/web/answer.ts";
import type { Posted } from "../../app/web/visit.ts";
import { quoted } from "../../core/request/quote-word.ts";
import { SkillName } from "../../core/skill/skill.ts";
import { leastReason } from "../../core/skill/standing/trial.ts";
import { html, type Html } from "../html.ts";
import { missing, page, pill } from "../layout.ts";
import { act, hiddenToken, powerOf, refused, whyNoForm } from "../people/act.ts";
import type { Looker } from "../people/doorkeeper.ts";
import { reasonIn, type SteerParts } from "../steer-page.ts";
import { readThere, seenRepository, type SkillsThere, type SkillThere } from "./read-there.ts";
import { changesTable, countsSection, factsTable, leftSection, totalsTable } from "./skill-sections.ts";
import { caveat, nextText, standingPill } from "./skill-words.ts";

export interface SkillPlace { readonly id: string; readonly name: string }

export async function skillPage(parts: SteerParts, { id, name }: SkillPlace, looker: Looker): Promise<Answer> {
  const repository = await seenRepository(parts.store, id, looker);
  if (repository === null) return missing("There is no such repository here.");
  const totals = await parts.store.skillRecords.totals({ repo: repository.name });
  const there = await readThere(repository, parts, totals);
  const one = there.skills.find(({ skill }) => skill.name === name);
  if (one === undefined) return missing(`There is no skill ${name} in ${repository.name}.`);
  const { skill, standing: { standing, reason } } = one;
  return page(200, `${skill.name} in ${repository.name}`, html`<p class="soft"><a href="/skills">Skills</a> / <a href="/repositories/${repository.id}/skills">${repository.name}</a> / ${skill.name}</p>
<h1>${skill.name} ${skill.version}</h1><p>${skill.description}</p><p>${standingPill(standing)}${skill.proven ? null : html` ${pill("not proven here", "plain")}`} ${reason}.</p>
${caveat(there)}${nextCard(one)}
${standing === "rolled_back" ? await retrySection(one, there, { parts, looker }) : null}
${countsSection(one, there)}${leftSection(one)}
<h2>Changes of its standing</h2>${changesTable(one)}
<h2>Everything that was kept of it here</h2>${totalsTable(totals.filter((sum) => sum.skill === skill.name), skill)}
<h2>The skill</h2>${factsTable(one)}`);
}

function nextCard(one: SkillThere): Html {
  if (one.idle !== null) return html`<div class="card next over"><p><b>It is not run here.</b> ${one.idle}</p></div>`;
  const next = one.standing.standing === "rolled_back" ? "correct it and raise its version, which begins anew; or put this one on trial again" : nextText(one);
  return html`<div class="card next"><p><b>Next:</b> ${next}.</p></div>`;
}

async function retrySection({ skill }: SkillThere, { repository, known }: SkillsThere, { parts, looker }: { readonly parts: SteerParts; readonly looker: Looker }): Promise<Html> {
  const { session } = looker;
  const path = `/repositories/${repository.id}/skills/${skill.name}`;
  const power = await powerOf(session, repository, parts.people);
  const none = whyNoForm(session, power, path);
  const heading = html`<h2>Put it on trial again</h2>`;
  if (none !== null || session === null) return html`${heading}${none}`;
  if (power !== "maintain") return html`${heading}<p class="soft">That asks for the role maintain or admin: it holds for the whole repository.</p>`;
  const begins = known.skills.some(({ name, digest }) => name === skill.name && known.shipped.has(digest)) ? "promoted" : "candidate";
  return html`${heading}<form class="card" method="post" action="${path}">${hiddenToken(session)}<p>It begins anew as ${begins}, and only what it does from then on counts, by the same bounds. Who says so and why is sworn to in the ledger.</p>
<label>Why <span class="soft">(what has changed, or why it was no fault of the skill)</span> <input name="reason" required minlength="${leastReason}" maxlength="500" placeholder="at least ${leastReason} characters, kept with your name"></label>
<label class="choice"><input type="checkbox" name="dry_run" value="yes"> only say what would be done</label><button>Put it on trial</button></form>`;
}

/** Becomes the command `retry`, as in a comment: whether it was rolled back, and who may, its own answer says. */
export async function takeRetry({ store, people }: SteerParts, { id, name }: SkillPlace, posted: Posted & { readonly looker: Looker }): Promise<Answer> {
  const repository = await seenRepository(store, id, posted.looker);
  const skill = SkillName.safeParse(name);
  if (repository === null || !skill.success) return missing("There is no such skill here.");
  const reason = reasonIn(posted, leastReason);
  if (reason === null) return refused(400, `Say why, in ${leastReason} characters at least: what has changed, or why it was no fault of the skill.`, posted);
  return act(people, store, { posted, wish: { repository, number: null, lines: [`retry ${skill.data} --reason ${quoted(reason)}`], dryRun: posted.form.get("dry_run") === "yes" } });
}
