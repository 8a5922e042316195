/** What holds for a repository by people's word: its mode and its waivers; the mode can be set here. */
import type { Answer } from "../app/web/answer.ts";
import type { Posted } from "../app/web/visit.ts";
import type { Timestamp } from "../core/identity/timestamp.ts";
import { Mode } from "../core/request/command.ts";
import { modeOf, waiversOf, type StandingOrder } from "../core/request/order.ts";
import type { Repository } from "../core/repair/repair.ts";
import { html, type Html } from "./html.ts";
import { missing, moment, page, pill, table } from "./layout.ts";
import { act, hiddenToken, powerOf, refused, whyNoForm } from "./people/act.ts";
import type { Looker } from "./people/doorkeeper.ts";
import { visibleRepositories } from "./requests/requests-page.ts";
import { quoted } from "../core/request/quote-word.ts";
import { reasonIn, type SteerParts } from "./steer-page.ts";

export async function repositoryPage({ store, webUrl, people }: SteerParts, id: string, looker: Looker): Promise<Answer> {
  const repository = await found(store, id, looker);
  if (repository === null) return missing("There is no such repository here.");
  const [orders, power] = await Promise.all([store.orders.of(repository.id), powerOf(looker.session, repository, people)]);
  const none = whyNoForm(looker.session, power, `/repositories/${repository.id}`);
  return page(200, repository.name, html`<h1>${repository.name}</h1><p class="soft"><a href="${webUrl}/${repository.name}">On GitHub</a> · <a href="/repositories/${repository.id}/skills">Its skills</a></p>
<h2>Mode</h2>${modeNow(orders)}${none ?? modeForm(repository, looker)}
<h2>Waivers</h2>${waivers(orders, people.clock.now())}<p class="soft">A rule is set aside on the page of the repair that it holds up.</p>`);
}

async function found(store: SteerParts["store"], id: string, looker: Looker): Promise<Repository | null> {
  return (await visibleRepositories(store, looker)).find((one) => String(one.id) === id) ?? null;
}

function modeNow(orders: readonly StandingOrder[]): Html {
  const set = modeOf(orders);
  return set === null ? html`<p>As the configuration says (<code>llm.mode</code>): nobody set another.</p>` : html`<p><b>${set.mode}</b>, set by ${set.by}, ${moment(set.at)} UTC.</p>`;
}

function modeForm({ id }: Repository, { session }: Looker): Html | null {
  if (session === null) return null;
  return html`<form class="card" method="post" action="/repositories/${id}">${hiddenToken(session)}<label>Mode <select name="mode" required>${Mode.options.map((mode) => html`<option>${mode}</option>`)}</select></label>
<label>Why <input name="reason" required minlength="3" maxlength="500"></label><button>Set it</button></form>`;
}

function waivers(orders: readonly StandingOrder[], at: Timestamp): Html {
  const rows = waiversOf(orders).toReversed().map(({ rule, pull, until, by, reason }) => [
    html`<code>${rule}</code>`, html`${pull === undefined ? "all" : `#${pull}`}`, `${until}T23:59:59Z` >= at ? pill(`until ${until}`, "waiting") : pill(`ended ${until}`, "plain"), html`${by}`, html`${reason}`,
  ]);
  return table(["Rule", "Pull request", "Holds", "By", "Why"], rows, "No rule was set aside by a person here.");
}

export async function takeMode({ store, people }: SteerParts, id: string, posted: Posted & { readonly looker: Looker }): Promise<Answer> {
  const repository = await found(store, id, posted.looker);
  if (repository === null) return missing("There is no such repository here.");
  const mode = Mode.safeParse(posted.form.get("mode"));
  const reason = reasonIn(posted, 3);
  if (!mode.success || reason === null) return refused(400, "Say which mode, and why.", posted);
  return act(people, store, { posted, wish: { repository, number: null, lines: [`mode ${mode.data} --reason ${quoted(reason)}`], dryRun: false } });
}
