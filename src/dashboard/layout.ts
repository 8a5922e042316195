/** The frame of every page: no script, no foreign resource, and a policy that forbids both. */
import { createHash } from "node:crypto";
import type { Answer } from "../app/web/answer.ts";
import { html, type Html } from "./html.ts";
import { style } from "./style.ts";

const styleDigest = createHash("sha256").update(style).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${styleDigest}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`;

export function page(status: number, title: string, body: Html): Answer {
  const text = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · Regreen</title><style>${{ html: style }}</style></head>
<body><header><nav aria-label="Pages"><b>Regreen</b><a href="/repairs">Repairs</a><a href="/requests">Requests</a><a href="/gates">Gates</a><a href="/skills">Skills</a><a href="/budgets">Budgets</a><a href="/ledger">Ledger</a><a href="/sign-in">You</a></nav></header>
<main>${body}</main></body></html>
`;
  return { status, type: "text/html; charset=utf-8", body: text.html, headers: { "content-security-policy": policy } };
}

export function missing(what: string): Answer {
  return page(404, "Not here", html`<h1>Not here</h1><p class="soft">${what} <a href="/repairs">All repairs</a></p>`);
}

export type Tone = "good" | "bad" | "waiting" | "plain";

export function pill(text: string, tone: Tone): Html {
  return html`<span class="pill ${tone}">${text.replaceAll("_", " ")}</span>`;
}

/** `2026-11-20 08:15:00`, UTC; the heading says so. */
export function moment(at: string): Html {
  return html`<time class="mono" datetime="${at}">${at.slice(0, 19).replace("T", " ")}</time>`;
}

/** A table in a card; on a narrow screen each row becomes a block and each cell says what it is. Without rows: words. */
export function table(columns: readonly string[], rows: readonly (readonly Html[])[], empty: string): Html {
  if (rows.length === 0) return html`<div class="card"><p class="empty">${empty}</p></div>`;
  const body = rows.map((row) => html`<tr>${row.map((cell, at) => html`<td data-label="${columns[at] ?? ""}">${cell}</td>`)}</tr>`);
  return html`<div class="card"><table class="rows"><thead><tr>${columns.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** `1 file`, `3 files`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
