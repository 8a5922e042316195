/** What all pages share: the frame, dates, and the marks of a state. */
import { fullNameOf, type Repository } from "../state/repository.ts";
import { html, Html, pathTo } from "./html.ts";
import { renderWriting } from "./markdown.ts";

const style = `
:root { color-scheme: light dark; --line: light-dark(#d1d9e0, #3d444d); --soft: light-dark(#f6f8fa, #151b23); --link: light-dark(#0969da, #4493f8);
  --green: light-dark(#1a7f37, #3fb950); --red: light-dark(#d1242f, #f85149); --purple: light-dark(#8250df, #ab7df8); --amber: light-dark(#9a6700, #d29922); --grey: light-dark(#59636e, #9198a1); }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 0 1rem 4rem; background: light-dark(#fff, #0d1117); color: light-dark(#1f2328, #f0f6fc); }
header { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; padding: 1rem 0; } nav a { margin-right: 1rem; } a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
h1 { font-size: 1.5rem; margin: .5rem 0; } h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; } .soft { color: var(--grey); } code, pre { font: 13px/1.45 ui-monospace, monospace; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; margin: 0; overflow-x: auto; padding: .75rem; } pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; }
main > table { display: block; overflow-x: auto; } table { border-collapse: collapse; width: 100%; } td, th { border-bottom: 1px solid var(--line); padding: .4rem .5rem; text-align: left; vertical-align: top; }
.box { border: 1px solid var(--line); border-radius: 6px; margin: .75rem 0; } .box > .head { background: var(--soft); border-bottom: 1px solid var(--line); padding: .5rem .75rem; } .box > pre { border: 0; border-radius: 0; }
.badge { border: 1px solid currentColor; border-radius: 1em; font-size: .85em; padding: 0 .6em; white-space: nowrap; } .green { color: var(--green); } .red { color: var(--red); } .purple { color: var(--purple); } .amber { color: var(--amber); }
.writing { padding: 1rem; overflow-wrap: break-word; } .writing > :first-child { margin-top: 0; } .writing > :last-child { margin-bottom: 0; } .writing h3 { font-size: 1.1rem; margin: 1.25rem 0 .5rem; } .writing li { margin: .2rem 0; }
.writing :not(pre) > code { background: light-dark(#818b981f, #656c7633); border-radius: 6px; padding: .15em .35em; } .writing table { display: block; overflow-x: auto; width: max-content; max-width: 100%; margin: .75rem 0; } .writing td, .writing th { border: 1px solid var(--line); padding: .35rem .75rem; } .writing pre { margin: .5rem 0; }
.writing details { margin: .75rem 0; } .writing summary { cursor: pointer; } .wide { overflow-x: auto; } a, td > code { overflow-wrap: break-word; } .number { text-align: right; white-space: nowrap; }
.add { background: light-dark(#dafbe1, #12361f); display: block; } .cut { background: light-dark(#ffebe9, #3c1618); display: block; } .hunk { color: var(--grey); display: block; }`;

export function layout({ title, repository, body }: { readonly title: string; readonly repository: Repository | null; readonly body: Html }): string {
  return `<!doctype html>\n${html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${new Html(style)}</style></head>
<body><header><nav aria-label="Repository"><a href="/">Loopback GitHub</a>${repository === null ? "" : repositoryLinks(repository)}</nav></header><main>${body}</main></body></html>`.text}\n`;
}

function repositoryLinks(repository: Repository): Html {
  const name = fullNameOf(repository);
  return html`<a href="${pathTo(name)}"><strong>${name}</strong></a><a href="${pathTo(name, "issues")}">Issues</a><a href="${pathTo(name, "pulls")}">Pull requests</a><a href="${pathTo(name, "actions")}">Actions</a><a href="${pathTo(name, "branches")}">Branches</a>`;
}

const colours: Readonly<Record<string, string>> = {
  success: "green", open: "green", failure: "red", timed_out: "red", closed: "red", merged: "purple", action_required: "amber", in_progress: "amber", queued: "amber",
};

/** A word in a coloured frame: the state of a check, a run, a pull request. */
export function badge(state: string): Html {
  return html`<span class="badge ${colours[state] ?? "soft"}">${state.replaceAll("_", " ")}</span>`;
}

export function time(date: Date | null): Html {
  return date === null ? html`–` : html`<time datetime="${date.toISOString()}">${date.toISOString().replace("T", " ").slice(0, 19)} UTC</time>`;
}

/** What people and Apps wrote. */
export function writing(text: string | null): Html {
  return (text ?? "").trim() === "" ? html`<p class="soft">No description.</p>` : html`<div class="writing">${renderWriting(text ?? "")}</div>`;
}

/** The hunks of a file, additions and deletions marked. */
export function diff(patch: string | null): Html {
  if (patch === null) return html`<p class="soft">Binary file.</p>`;
  return html`<pre>${patch.split("\n").map((line) => html`<span class="${line.startsWith("+") ? "add" : line.startsWith("-") ? "cut" : line.startsWith("@@") ? "hunk" : ""}">${line}${line.startsWith(" ") || line === "" || line.startsWith("\\") ? "\n" : ""}</span>`)}</pre>`;
}
