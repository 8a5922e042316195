import type { Answer } from "../app/web/answer.ts";
import type { LedgerEntry } from "../core/ledger/entry.ts";
import { payloadSummary } from "../core/ledger/payload-summary.ts";
import { Verification, type ChainVerdict } from "../core/ledger/verify-chain.ts";
import type { Store } from "../ports/store/store.ts";
import { html, type Html } from "./html.ts";
import type { Looker } from "./people/doorkeeper.ts";
import { namesSeen } from "./people/names-seen.ts";
import { moment, page, pill, table } from "./layout.ts";

const MOST_SHOWN = 200;
/** Verifying takes about a second for so many; beyond, the command line does it. */
const MOST_VERIFIED = 200_000;

/** The latest entries, and whether the chain holds: it is verified anew for each reader. */
export async function ledgerPage(store: Pick<Store, "ledger" | "repairs">, looker: Looker): Promise<Answer> {
  const head = await store.ledger.head();
  const length = head?.seq ?? 0;
  const { verdict, latest } = await readLedger(store, length);
  const state = verdict === null ? html`<p class="soft">${length} entries: too many to verify here. Run <code>regreen ledger verify</code>.</p>` : said(verdict);
  const shown = length > MOST_SHOWN ? html`<p class="soft">The latest ${MOST_SHOWN} entries:</p>` : null;
  return page(200, "Ledger", html`<h1>Ledger</h1>${state}${shown}${entryTable((await visible(latest, store, looker)).toReversed())}`);
}

/** Entries of repositories that the looker sees; those of none are for who sees all. */
async function visible(entries: readonly LedgerEntry[], store: Pick<Store, "repairs">, looker: Looker): Promise<readonly LedgerEntry[]> {
  if (looker.seesAll) return entries;
  const names = await namesSeen(store, looker);
  return entries.filter(({ repo }) => repo !== null && names.has(repo));
}

async function readLedger(store: Pick<Store, "ledger">, length: number): Promise<{ readonly verdict: ChainVerdict | null; readonly latest: readonly LedgerEntry[] }> {
  const whole = length <= MOST_VERIFIED;
  const verification = new Verification(null);
  const latest: LedgerEntry[] = [];
  for await (const entry of store.ledger.read(whole ? 1 : length - MOST_SHOWN)) {
    if (whole) verification.push(entry);
    latest.push(entry);
    if (latest.length > MOST_SHOWN) latest.shift();
  }
  return { verdict: whole ? verification.finish() : null, latest };
}

function said(verdict: ChainVerdict): Html {
  if (verdict.holds) return html`<p>${pill("the chain holds", "good")} <span class="soft">${verdict.entries === 1 ? "1 entry" : `${verdict.entries} entries`}, every hash recomputed just now.</span></p>`;
  return html`<p>${pill(`broken at entry ${verdict.seq}`, "bad")} ${verdict.message}</p>`;
}

export function entryTable(entries: readonly LedgerEntry[]): Html {
  return table(["Entry", "Time (UTC)", "What happened", "Payload", "Repair", "Hash"], entries.map(entryRow), "Nothing was sworn to yet.");
}

function entryRow({ seq, at, kind, phase, repair, payload, hash }: LedgerEntry): readonly Html[] {
  return [
    html`<a href="/ledger/${seq}">${seq}</a>`,
    moment(at),
    html`<div>${kind.replaceAll("_", " ")}${phase === null ? null : html` <span class="soft">in ${phase}</span>`}</div>`,
    html`<details><summary class="soft">${payloadSummary(payload) || "all of it"}</summary><pre>${JSON.stringify(payload, null, 2)}</pre></details>`,
    repair === null ? html`<span class="soft">none</span>` : html`<a href="/repairs/${repair}"><code>${repair}</code></a>`,
    html`<code class="mono" title="${hash}">${hash.slice(0, 12)}</code>`,
  ];
}
