/** The frame of every page: no script, no foreign resource, and a policy that forbids both. */
import { createHash } from "node:crypto";
import type { Answer } from "../app/web/answer.ts";
import { html, type Html } from "./html.ts";
import { style } from "./style.ts";

const styleDigest = createHash("sha256").update(style).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${styleDigest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export function page(status: number, title: string, body: Html): Answer {
  const text = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title} · Regreen</title><style>${{ html: style }}</style></head>
<body><header><nav><b>Regreen</b><a href="/repairs">Repairs</a><a href="/ledger">Ledger</a></nav></header>
<main>${body}</main></body></html>
`;
  return { status, type: "text/html; charset=utf-8", body: text.html, headers: { "content-security-policy": policy } };
}

export function missing(what: string): Answer {
  return page(404, "Not here", html`<h1>Not here</h1><p class="soft">${what}</p>`);
}

export type Tone = "good" | "bad" | "waiting" | "plain";

export function pill(text: string, tone: Tone): Html {
  return html`<span class="pill ${tone}">${text.replaceAll("_", " ")}</span>`;
}

/** `2026-11-20 08:15:00`, UTC. */
export function moment(at: string): string {
  return at.slice(0, 19).replace("T", " ");
}
