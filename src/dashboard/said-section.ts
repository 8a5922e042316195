/** What people told a repair: who, when and why, as it was sworn to. */
import { z } from "zod";
import type { LedgerEntry } from "../core/ledger/entry.ts";
import { html, type Html } from "./html.ts";
import { moment, table } from "./layout.ts";

/** The payload of a `human_decision` entry, as far as it is shown. */
const Said = z.object({ decision: z.string(), by: z.string(), reason: z.string().nullish(), request: z.string().nullish() });

/** Null: nobody said anything. */
export function saidSection(entries: readonly LedgerEntry[]): Html | null {
  const rows = entries.filter(({ kind }) => kind === "human_decision").flatMap(({ at, payload }) => {
    const said = Said.safeParse(payload);
    return said.success ? [rowOf(at, said.data)] : [];
  });
  return rows.length === 0 ? null : html`<h2>What people said</h2>${table(["Time (UTC)", "Who", "What", "Why"], rows, "")}`;
}

function rowOf(at: string, { decision, by, reason, request }: z.infer<typeof Said>): readonly Html[] {
  const what = decision.replaceAll("-", " ");
  return [moment(at), html`${by}`, request == null ? html`${what}` : html`<a href="/requests/${request}">${what}</a>`, reason == null || reason === "" ? html`<span class="soft">no reason given</span>` : html`${reason}`];
}
