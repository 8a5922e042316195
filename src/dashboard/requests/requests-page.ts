/** Everything that was asked for in words (row E11): what waits for a person first, and a form to ask for more. */
import type { Answer } from "../../app/web/answer.ts";
import type { Posted } from "../../app/web/visit.ts";
import type { Repository } from "../../core/repair/repair.ts";
import { placeOf, type Request } from "../../core/request/request.ts";
import { html, type Html } from "../html.ts";
import { counted, moment, page, pill, table } from "../layout.ts";
import { act, hiddenToken, numberIn, refused } from "../people/act.ts";
import { seen, type Looker } from "../people/doorkeeper.ts";
import type { SteerParts } from "../steer-page.ts";
import { fromWhere, standOf } from "./request-words.ts";

const MOST = 200;
const MOST_REPOSITORIES = 500;

export async function requestsPage({ store, webUrl }: SteerParts, looker: Looker): Promise<Answer> {
  const [all, repositories] = await Promise.all([store.requests.list(MOST).then((found) => seen(found, ({ repository }) => repository, looker)), visibleRepositories(store, looker)]);
  const waiting = all.filter(({ state, approved_by, refused: no }) => state === "waiting_approval" && approved_by === null && no === undefined);
  const others = all.filter((one) => !waiting.includes(one));
  const waits = waiting.length === 0 ? null : html`<h2>${counted(waiting.length, "request")} of machines ${waiting.length === 1 ? "waits" : "wait"} for a person</h2>${requestTable(waiting, webUrl)}`;
  return page(200, "Requests", html`<h1>Requests</h1><p class="soft">What people and machines asked for: in comments, by dispatches, by files in the watched folder, here and on the command line.</p>
${waits}<h2>Ask for something</h2>${askForm(repositories, looker)}
<h2>${waits === null ? "All" : "The others"}</h2>${requestTable(others, webUrl)}`);
}

function requestTable(requests: readonly Request[], webUrl: string): Html {
  return table(["State", "Asked", "By", "From", "Where", "Time (UTC)"], requests.map((request) => {
    const [words, tone] = standOf(request);
    const number = placeOf(request);
    return [
      pill(words, tone), html`<div><a href="/requests/${request.id}"><code>${request.lines.map((line) => (line === "" ? "fix" : line)).join("; ").slice(0, 120)}</code></a>${request.dry_run ? html` <span class="soft">dry run</span>` : null}</div>`,
      html`<div>${request.actor}${request.machine ? html` <span class="soft">(machine)</span>` : null}</div>`, fromWhere(request, webUrl), html`<div>${request.repository.name}${number === null ? null : html` #${number}`}</div>`, moment(request.opened_at),
    ];
  }), "Nothing was asked for yet.");
}

export async function visibleRepositories({ repairs }: SteerParts["store"], looker: Looker): Promise<readonly Repository[]> {
  return seen(await repairs.repositories(MOST_REPOSITORIES), (repository) => repository, looker);
}

function askForm(repositories: readonly Repository[], { session }: Looker): Html {
  if (session === null) return html`<p><a class="button" href="/sign-in?back=/requests">Sign in to ask</a></p>`;
  if (repositories.length === 0) return html`<p class="soft">Regreen knows a repository from its first red check on; there is none yet.</p>`;
  return html`<form class="card" method="post" action="/requests">${hiddenToken(session)}<label>Repository <select name="repository" required>${repositories.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select></label>
<label>Pull request or issue <span class="soft">(empty: the default branch)</span> <input name="number" inputmode="numeric" pattern="[1-9][0-9]*"></label>
<label>Commands, one a line <textarea name="commands" rows="3" required placeholder="lint --file src/app.js">fix</textarea></label>
<label class="choice"><input type="checkbox" name="dry_run" value="yes"> dry run: only show what would be dispatched</label><button>Ask</button></form>`;
}

/** `fix` is what a comment says without a word. */
export async function takeRequest({ store, people }: SteerParts, posted: Posted & { readonly looker: Looker }): Promise<Answer> {
  const { form, looker } = posted;
  const repository = (await visibleRepositories(store, looker)).find(({ id }) => String(id) === form.get("repository"));
  if (repository === undefined) return refused(400, "Regreen does not know this repository, or you do not see it.", posted);
  const lines = (form.get("commands") ?? "").split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "").map((line) => (line === "fix" ? "" : line));
  if (lines.length > 10 || lines.some((line) => line.length > 1_000)) return refused(400, "At most ten commands of a thousand characters.", posted);
  return act(people, store, { posted, wish: { repository, number: numberIn(form, "number"), lines, dryRun: form.get("dry_run") === "yes" } });
}
