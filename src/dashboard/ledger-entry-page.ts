/** One entry of the ledger, whole: what was sworn to, on which evidence, and whether its own hash holds. */
import type { Answer } from "../app/web/answer.ts";
import { hashOf } from "../core/ledger/chain.ts";
import type { LedgerEntry } from "../core/ledger/entry.ts";
import type { Store } from "../ports/store/store.ts";
import { html, type Html } from "./html.ts";
import { missing, moment, page, pill, table } from "./layout.ts";
import type { Looker } from "./people/doorkeeper.ts";
import { namesSeen } from "./people/names-seen.ts";

export async function ledgerEntryPage(store: Pick<Store, "ledger" | "repairs">, seq: number, looker: Looker): Promise<Answer> {
  const entry = await store.ledger.find(seq);
  if (entry === null || !(await isSeen(entry, store, looker))) return missing(`There is no ledger entry ${seq}.`);
  const { hash, ...unsealed } = entry;
  const holds = hashOf(unsealed) === hash;
  return page(200, `Ledger entry ${seq}`, html`<p class="soft"><a href="/ledger">Ledger</a> / entry ${seq}</p><h1>${entry.kind.replaceAll("_", " ")}</h1>
<p>${pill(holds ? "its hash holds" : "its hash does not hold", holds ? "good" : "bad")} <span class="soft">Recomputed just now, over this entry alone; <a href="/ledger">the ledger's page</a> verifies the chain.</span></p>
${facts(entry)}<h2>What was sworn to</h2><div class="card"><pre>${JSON.stringify(entry.payload, null, 2)}</pre></div>
<h2>Evidence</h2>${table(["Record", "SHA-256"], entry.evidence.map(({ path, sha256 }) => [html`<code>${path}</code>`, html`<code>${sha256}</code>`]), "None: a person's word, or what happened, stands for itself.")}`);
}

/** Those of no repository are for who sees all. */
async function isSeen({ repo }: LedgerEntry, store: Pick<Store, "repairs">, looker: Looker): Promise<boolean> {
  return looker.seesAll || (repo !== null && (await namesSeen(store, looker)).has(repo));
}

function facts({ at, repo, repair, phase, hash, prev, seq }: LedgerEntry): Html {
  const rows: readonly (readonly [string, Html])[] = [
    ["Time (UTC)", moment(at)], ["Repository", html`${repo ?? "none"}`], ["Repair", repair === null ? html`none` : html`<a href="/repairs/${repair}"><code>${repair}</code></a>`],
    ...(phase === null ? [] : [["Phase", html`${phase}`] as const]), ["Hash", html`<code>${hash}</code>`], [`Hash of entry ${seq - 1}`, html`<code>${prev}</code>`],
  ];
  return html`<div class="card"><table><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table></div>`;
}
