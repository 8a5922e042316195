/** One request: who asked what from where, what came of it; of one that waits, what it would do, and the buttons to let it be done or not. */
import type { Answer } from "../../app/web/answer.ts";
import type { Posted } from "../../app/web/visit.ts";
import { RequestId } from "../../core/identity/identifier.ts";
import { fromMarkdown } from "../../core/request/answer/from-markdown.ts";
import { quoted } from "../../core/request/quote-word.ts";
import { placeOf, type Request } from "../../core/request/request.ts";
import type { Repair } from "../../core/repair/repair.ts";
import { html, type Html } from "../html.ts";
import { missing, moment, page, pill } from "../layout.ts";
import { act, hiddenToken, powerOf, refused, whyNoForm } from "../people/act.ts";
import type { Looker } from "../people/doorkeeper.ts";
import { linked } from "../repairs-page.ts";
import { reasonIn, type SteerParts } from "../steer-page.ts";
import { fromWhere, outcomeList, standOf } from "./request-words.ts";

/** Seconds after which the page is looked at again: while it is being answered, and while its repairs move. */
const again = { asked: "1", waiting_approval: null, followed: "5", closed: null } as const satisfies Record<Request["state"], string | null>;

export async function requestPage(parts: SteerParts, name: string, looker: Looker): Promise<Answer> {
  const request = await seenRequest(parts, name, looker);
  if (request === null) return missing(`There is no request ${name}.`);
  const [words, tone] = standOf(request);
  const repairs = await repairsOf(request, parts);
  const shown = page(200, `Request ${request.id}`, html`<p class="soft"><a href="/requests">Requests</a> / <code>${request.id}</code></p>
<h1>${request.lines.map((line) => (line === "" ? "fix" : line)).join("; ")}</h1><p>${pill(words, tone)}${request.dry_run ? html` ${pill("dry run", "plain")}` : null}</p>
${facts(request, parts.webUrl)}${waiting(request) ? await ruling(request, { parts, looker, repairs }) : answered(request, repairs)}`);
  const seconds = again[request.state];
  return seconds === null ? shown : { ...shown, headers: { ...shown.headers, refresh: seconds } };
}

function waiting({ state, approved_by, refused: no }: Request): boolean {
  return state === "waiting_approval" && approved_by === null && no === undefined;
}

async function seenRequest({ store }: SteerParts, name: string, looker: Looker): Promise<Request | null> {
  const id = RequestId.safeParse(name);
  const found = id.success ? await store.requests.find(id.data) : null;
  return found !== null && (await looker.sees(found.repository)) ? found : null;
}

async function repairsOf({ outcomes, preview = [] }: Request, { store }: SteerParts): Promise<ReadonlyMap<string, Repair>> {
  const ids = [...new Set([...outcomes, ...preview].flatMap(({ follows }) => follows))];
  const found = await Promise.all(ids.map((id) => store.repairs.find(id)));
  return new Map(found.flatMap((repair) => (repair === null ? [] : [[repair.id as string, repair] as const])));
}

function facts(request: Request, webUrl: string): Html {
  const { actor, machine, repository, opened_at, approved_by, refused: no, reason } = request;
  const number = placeOf(request);
  const rows: readonly (readonly [string, Html])[] = [
    ["Asked by", html`${actor}${machine ? " (a machine)" : ""}, ${moment(opened_at)} UTC`], ["From", fromWhere(request, webUrl)],
    ["About", html`<a href="/repositories/${repository.id}">${repository.name}</a>${number === null ? null : html` <a href="${webUrl}/${repository.name}/issues/${number}">#${number}</a>`}`],
    ...(approved_by === null ? [] : [["Approved by", html`${approved_by}`] as const]), ...(no === undefined ? [] : [["Refused by", html`${no.by}${no.reason === null ? null : html`: ${no.reason}`}`] as const]),
    ...(reason === null ? [] : [["Stands", html`${linked(fromMarkdown(reason))}`] as const]),
  ];
  return html`<div class="card"><table><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table></div>`;
}

function answered({ outcomes, state }: Request, repairs: ReadonlyMap<string, Repair>): Html {
  if (outcomes.length > 0) return html`<h2>What came of it</h2>${outcomeList(outcomes, repairs)}`;
  return html`<p class="soft">${state === "asked" ? "It is being answered; this page looks again by itself." : "Nothing came of it."}</p>`;
}

async function ruling(request: Request, { parts, looker, repairs }: { readonly parts: SteerParts; readonly looker: Looker; readonly repairs: ReadonlyMap<string, Repair> }): Promise<Html> {
  const preview = html`<h2>What it would do</h2>${(request.preview ?? []).length === 0 ? html`<p class="soft">It was not looked at.</p>` : outcomeList(request.preview ?? [], repairs)}`;
  const none = whyNoForm(looker.session, await powerOf(looker.session, request.repository, parts.people), `/requests/${request.id}`);
  if (none !== null || looker.session === null) return html`${preview}${none}`;
  return html`${preview}<h2>Let it be done?</h2><form class="card" method="post" action="/requests/${request.id}">${hiddenToken(looker.session)}
<label>Why <input name="reason" required minlength="3" maxlength="500" placeholder="kept with your name"></label><div class="row"><button name="how" value="approve">Approve</button> <button class="quiet" name="how" value="reject">Refuse</button></div></form>`;
}

export async function takeRuling(parts: SteerParts, name: string, posted: Posted & { readonly looker: Looker }): Promise<Answer> {
  const request = await seenRequest(parts, name, posted.looker);
  if (request === null) return missing(`There is no request ${name}.`);
  const how = posted.form.get("how");
  const reason = reasonIn(posted, 3);
  if ((how !== "approve" && how !== "reject") || reason === null) return refused(400, "Say whether, and why.", posted);
  return act(parts.people, parts.store, { posted, wish: { repository: request.repository, number: placeOf(request), lines: [`${how} ${request.id} --reason ${quoted(reason)}`], dryRun: false } });
}
