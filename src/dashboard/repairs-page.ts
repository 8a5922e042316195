import type { Answer } from "../app/web/answer.ts";
import type { FixStatus } from "../core/failure/pending-fix.ts";
import type { Repair } from "../core/repair/repair.ts";
import type { Store } from "../ports/store.ts";
import { html, type Html } from "./html.ts";
import { moment, page, pill, type Tone } from "./layout.ts";

const MOST = 200;

/** Every repair, newest first. */
export async function repairsPage(store: Pick<Store, "repairs">): Promise<Answer> {
  const repairs = await store.repairs.list({ most: MOST });
  const rows = repairs.toSorted((one, other) => (one.opened_at < other.opened_at ? 1 : -1)).map(rowOf);
  const table = html`<table><thead><tr><th>Status</th><th>What failed</th><th>Where</th><th>Phase</th><th>Opened (UTC)</th><th>Offer</th></tr></thead><tbody>${rows}</tbody></table>`;
  const none = html`<p class="empty">No repair yet. One is opened when a check fails on a watched branch of a repository that has <code>.github/regreen.yml</code>.</p>`;
  return page(200, "Repairs", html`<h1>Repairs</h1><p class="soft">${repairs.length === MOST ? `The latest ${MOST}` : repairs.length} in all.</p><div class="card">${rows.length === 0 ? none : table}</div>`);
}

function rowOf(repair: Repair): Html {
  const { id, subject, status, phase, opened_at, offer, reason } = repair;
  return html`<tr><td>${pill(status, toneOf(status))}</td>
<td><a href="/repairs/${id}">${headline(repair)}</a>${reason === null ? null : html`<br><span class="soft">${reason}</span>`}</td>
<td>${subject.repository.name}<br><span class="soft">${subject.branch} <code>${subject.head_sha.slice(0, 7)}</code></span></td>
<td>${phase ?? "–"}</td><td class="mono">${moment(opened_at)}</td><td>${offer?.number == null ? "–" : `#${offer.number}`}</td></tr>`;
}

/** `eslint problems, prettier unformatted in ci / lint`, or the repair's id while it is not known yet. */
export function headline({ id, failures }: Repair): string {
  if (failures.length === 0) return id;
  const patterns = [...new Set(failures.map(({ pattern_name }) => pattern_name.replaceAll("_", " ")))];
  return `${patterns.join(", ")} in ${failures[0]?.check ?? "a check"}`;
}

export function toneOf(status: FixStatus): Tone {
  switch (status) {
    case "merged": case "verified": case "proposed": return "good";
    case "failed": case "escalated": return "bad";
    case "pending": case "planned": case "running": case "paused": case "waiting_approval": return "waiting";
    case "closed": case "skipped": return "plain";
    default: return status satisfies never;
  }
}
