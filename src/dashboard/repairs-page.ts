import type { Answer } from "../app/web/answer.ts";
import type { FixStatus } from "../core/failure/pending-fix.ts";
import type { Repair } from "../core/repair/repair.ts";
import type { Store } from "../ports/store/store.ts";
import { html, type Html } from "./html.ts";
import { seen, type Looker } from "./people/doorkeeper.ts";
import { counted, moment, page, pill, table, type Tone } from "./layout.ts";

const MOST = 200;

export interface PageParts {
  readonly store: Pick<Store, "repairs" | "outbox" | "ledger" | "evidence">;
  /** Address of GitHub's pages, for links. */
  readonly webUrl: string;
}

/** Every repair, newest first. */
export async function repairsPage({ store, webUrl }: PageParts, looker: Looker): Promise<Answer> {
  const repairs = await seen(await store.repairs.list({ most: MOST }), ({ subject }) => subject.repository, looker);
  const rows = repairs.toSorted((one, other) => (one.opened_at < other.opened_at ? 1 : -1)).map((repair) => rowOf(repair, webUrl));
  const none = "No repair yet. One is opened when a check fails on a watched branch of a repository that has .github/regreen.yml.";
  return page(200, "Repairs", html`<h1>Repairs</h1><p class="soft">${repairs.length === MOST ? `The latest ${MOST} repairs.` : `${counted(repairs.length, "repair")} in all.`}</p>
${table(["Status", "What failed", "Where", "Phase", "Opened (UTC)", "Told people"], rows, none)}`);
}

function rowOf(repair: Repair, webUrl: string): readonly Html[] {
  const { id, subject, status, phase, opened_at, reason } = repair;
  return [
    pill(status, toneOf(status)),
    html`<div><a href="/repairs/${id}">${headline(repair)}</a>${reason === null ? null : html`<br><span class="soft">${linked(reason)}</span>`}</div>`,
    html`<div>${subject.repository.name}<br><span class="soft">${subject.branch} <code>${subject.head_sha.slice(0, 7)}</code></span></div>`,
    html`${phase ?? "none yet"}`,
    moment(opened_at),
    toldWhere(repair, webUrl) ?? html`<span class="soft">nothing yet</span>`,
  ];
}

/** The pull request or the issue, as a link; null: neither. */
export function toldWhere({ subject, offer, issue }: Repair, webUrl: string): Html | null {
  const repository = `${webUrl}/${subject.repository.name}`;
  if (offer?.number != null) return html`<a href="${repository}/pull/${offer.number}">pull request #${offer.number}</a>`;
  return issue === null ? null : html`<a href="${repository}/issues/${issue}">issue #${issue}</a>`;
}

/** Names of repairs and requests become links. */
export function linked(text: string): Html {
  return html`${text.split(/((?:fix|req)_\d{8}_\d{6}_[a-z0-9]+)/).map((part, at) => (at % 2 === 1 ? html`<a href="/${part.startsWith("fix_") ? "repairs" : "requests"}/${part}">${part}</a>` : part))}`;
}

/** `eslint problems, prettier unformatted in ci / lint, ci / format`, or the repair's id while it is not known yet. */
export function headline({ id, failures }: Repair): string {
  if (failures.length === 0) return id;
  const patterns = [...new Set(failures.map(({ pattern_name }) => pattern_name.replaceAll("_", " ")))];
  return `${patterns.join(", ")} in ${[...new Set(failures.map(({ check }) => check))].join(", ")}`;
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
