/** Budgets as meters: what was spent of each, of how much, when there is room again, and what to do where one is full (rows E8, R3). */
import type { InstallationBudgets, RepositoryBudgets } from "../adapters/telemetry/read-budgets.ts";
import type { BudgetsOf } from "../app/budgets-of.ts";
import type { Answer } from "../app/web/answer.ts";
import type { Meter } from "../core/budget/meters.ts";
import type { Store } from "../ports/store/store.ts";
import { html, type Html } from "./html.ts";
import { moment, page, pill, table } from "./layout.ts";
import type { Looker } from "./people/doorkeeper.ts";
import { namesSeen } from "./people/names-seen.ts";

/** Of the repositories that the looker sees. What an account spent in all is for who sees all of it. */
export async function budgetsPage(store: Pick<Store, "repairs">, budgets: BudgetsOf, looker: Looker): Promise<Answer> {
  const { at, installations, repositories } = await budgets();
  const names = looker.seesAll ? null : await namesSeen(store, looker);
  const shown = repositories.filter(({ repo }) => names === null || names.has(repo));
  const sections = installations.flatMap((one) => {
    const own = shown.filter(({ installation_id }) => installation_id === one.installation_id);
    return looker.seesAll ? [installationSection(one, own)] : own.length === 0 ? [] : [html`<h2>${one.account}</h2>${own.map(repositorySection)}`];
  });
  return page(200, "Budgets", html`<h1>Budgets</h1><p class="soft">As of ${moment(at)} UTC, read once a minute. <code>regreen budgets</code> shows the same.</p>
${sections.length === 0 ? html`<div class="card"><p class="empty">No repository had a repair yet.</p></div>` : sections}`);
}

function installationSection({ account, meters, paused_until, together }: InstallationBudgets, repositories: readonly RepositoryBudgets[]): Html {
  const sums = together.map(({ spent, unit }) => `${rounded(spent)} ${unit}`).join(", ");
  const pause = paused_until === null ? null : html`<div class="card next"><p><b>GitHub asked for a pause until</b> ${moment(paused_until)}: nothing is written for ${account} until then, and nothing is lost.</p></div>`;
  return html`<h2>${account}</h2><p class="soft">Shared by all repositories of the account. Together they spent: ${sums}.</p>${pause}${meterTable(meters)}${repositories.map(repositorySection)}`;
}

function repositorySection({ repo, meters, repairs, held, limits_from, stops }: RepositoryBudgets): Html {
  const next = stops === null ? null : html`<div class="card next"><p><b>The next repair waits.</b> ${stops}.</p></div>`;
  const from = limits_from === "configuration" ? html`Limits of <code>.github/regreen.yml</code>` : html`Limits that hold by default: no configuration can be read`;
  const own = repairs.map(({ repair, meters: ofRepair }) => [html`<a href="/repairs/${repair}">${repair}</a>`, html`${ofRepair.map((one) => html`<div>${bar(one)} ${rounded(one.spent)} of ${one.limit} ${one.unit}${one.stop === null ? null : html`<br>${one.stop}`}</div>`)}`]);
  const waiting = held.map(({ repair, held_by, reason }) => [html`<a href="/repairs/${repair}">${repair}</a>`, pill(held_by, "waiting"), html`${reason ?? "waits"}`]);
  return html`<h3>${repo}</h3><p class="soft">${from}.</p>${next}${meterTable(meters)}
${own.length === 0 ? null : html`<h4>Open repairs</h4>${table(["Repair", "Spent of its own budgets"], own, "")}`}${waiting.length === 0 ? null : html`<h4>Held back</h4>${table(["Repair", "By", "Why, and how to go on"], waiting, "")}`}`;
}

function meterTable(meters: readonly Meter<string>[]): Html {
  const rows = meters.map((meter) => [html`<div>${meter.budget.replaceAll("_", " ")}</div>`, bar(meter), html`${rounded(meter.spent)} of ${meter.limit}`, html`${meter.unit}`, freesText(meter), html`${meter.stop ?? "nothing: there is room"}`]);
  return table(["Budget", "", "Spent", "Unit", "Room again (UTC)", "What to do"], rows, "");
}

function freesText({ frees_at, stop }: Meter<string>): Html {
  if (stop === null) return html`<span class="soft">now</span>`;
  return frees_at === null ? html`not by waiting` : moment(frees_at);
}

/** Nothing spent of nothing is an empty one. */
function bar({ budget, spent, limit }: Meter<string>): Html {
  const most = limit === 0 ? 1 : limit;
  return html`<meter min="0" max="${most}" high="${most * 0.8}" optimum="0" value="${Math.min(limit === 0 && spent > 0 ? 1 : spent, most)}" aria-label="${budget.replaceAll("_", " ")}: ${rounded(spent)} of ${limit}"></meter>`;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
