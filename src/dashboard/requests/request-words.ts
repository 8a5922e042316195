/** A request in words: where it came from, how it stands. */
import { fromMarkdown } from "../../core/request/answer/from-markdown.ts";
import { statusLine } from "../../core/request/answer/status-line.ts";
import type { Outcome, Request } from "../../core/request/request.ts";
import type { Repair } from "../../core/repair/repair.ts";
import { html, type Html } from "../html.ts";
import type { Tone } from "../layout.ts";
import { linked } from "../repairs-page.ts";

/** As a link where it is a page of GitHub's. */
export function fromWhere({ origin, repository }: Request, webUrl: string): Html {
  const page = (number: number, words: string, anchor = ""): Html => html`<a href="${webUrl}/${repository.name}/issues/${number}${anchor}">${words}</a>`;
  switch (origin.kind) {
    case "comment": return page(origin.number, `comment on #${origin.number}`, `#issuecomment-${origin.comment_id}`);
    case "thread": return html`<a href="${webUrl}/${repository.name}/pull/${origin.number}#discussion_r${origin.comment_id}">comment on ${origin.path} of #${origin.number}</a>`;
    case "review": return html`<a href="${webUrl}/${repository.name}/pull/${origin.number}#pullrequestreview-${origin.review_id}">review of #${origin.number}</a>`;
    case "dispatch": return html`repository_dispatch`;
    case "workflow": return html`workflow_dispatch`;
    case "file": return html`watched folder (${origin.name})`;
    case "dashboard": return html`dashboard`;
    case "operator": return html`operator`;
    default: return origin satisfies never;
  }
}

/** `waits for a person`, and the tone of it. */
export function standOf({ state, approved_by, refused, outcomes }: Request): readonly [string, Tone] {
  switch (state) {
    case "asked": return ["being answered", "waiting"];
    case "waiting_approval": return approved_by !== null ? ["approved", "waiting"] : refused !== undefined ? ["refused", "bad"] : ["waits for a person", "waiting"];
    case "followed": return ["at work", "waiting"];
    case "closed": return outcomes.length === 0 ? ["nothing done", "plain"] : outcomes.every(({ done }) => done) ? ["done", "good"] : ["not all done", "bad"];
    default: return state satisfies never;
  }
}

/** What came of each command, and how the repairs that it is about stand now. */
export function outcomeList(outcomes: readonly Outcome[], repairs: ReadonlyMap<string, Repair>): Html {
  const parts = outcomes.map(({ line, done, text, follows }) => html`<div class="part"><p><b><code>${line}</code></b>${done ? null : html` <span class="pill bad">not done</span>`}</p><div class="said">${linked(fromMarkdown(text))}</div>
${follows.flatMap((fix) => repairs.get(fix) ?? []).map((repair) => html`<p class="soft">${linked(fromMarkdown(statusLine(repair, null)))}</p>`)}</div>`);
  return html`<div class="card">${parts}</div>`;
}
