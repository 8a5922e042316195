/** A form of the dashboard becomes a request, answered by the worker with the very rules of a comment: who sent it is looked at here, and again by the worker, each time on GitHub. */
import { isFormToken, nameOf, type Person, type Session } from "../../app/sign-in/session.ts";
import type { Answer } from "../../app/web/answer.ts";
import type { Posted, Visit } from "../../app/web/visit.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { RequestId } from "../../core/identity/identifier.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { Power } from "../../core/request/answer/snapshot.ts";
import { openRequest } from "../../core/request/open-request.ts";
import { parseCommand } from "../../core/request/parse-command.ts";
import type { Store } from "../../ports/store/store.ts";
import { html, type Html } from "../html.ts";
import { page } from "../layout.ts";
import type { People } from "./people.ts";
import { seeOther } from "./sign-in-routes.ts";

export interface Wish {
  readonly repository: Repository;
  /** The pull request or issue that is talked of. */
  readonly number: number | null;
  /** As in a comment, without the prefix. */
  readonly lines: readonly string[];
  readonly dryRun: boolean;
}

/** What a person may do in a repository now, asked of GitHub; the operator may what the command line may. Null: nobody is signed in. */
export async function powerOf(session: Session | null, repository: Repository, { power }: Pick<People, "power">): Promise<Power | null> {
  if (session === null) return null;
  return session.person.kind === "operator" ? "maintain" : (await power.power(repository, session.person.login)) ?? "none";
}

/** Takes the form: signed in, from a page of this session, by a person who may write there, and understood. */
export async function act(people: People, store: Pick<Store, "requests">, { posted, wish }: { readonly posted: Posted; readonly wish: Wish }): Promise<Answer> {
  const session = await people.sessions.of(posted);
  if (session === null) return seeOther(`/sign-in?back=${encodeURIComponent(posted.path)}`);
  if (!isFormToken(session, posted.form.get("token"))) return refused(403, "The form is not of your present session: open the page again.", posted);
  try {
    if ((await powerOf(session, wish.repository, people)) === "none") return refused(403, `${nameOf(session.person)} may not write to ${wish.repository.name}, as GitHub says just now.`, posted);
  } catch (error) {
    if (error instanceof Fault) return refused(503, `${error.message}. Nothing was done; try again in a moment.`, posted);
    throw error;
  }
  const mistake = mistakeIn(wish.lines);
  if (mistake !== null) return refused(400, `Not understood: ${mistake}.`, posted);
  return seeOther(`/requests/${await asked(people, store, { session, wish })}`);
}

function mistakeIn(lines: readonly string[]): string | null {
  if (lines.length === 0) return "nothing is asked for";
  for (const line of lines) {
    const reading = parseCommand(`/regreen ${line}`, "/regreen");
    if (reading.kind === "mistaken") return reading.reason;
  }
  return null;
}

async function asked({ clock, randomness, nudge }: People, { requests }: Pick<Store, "requests">, { session, wish }: { readonly session: Session; readonly wish: Wish }): Promise<RequestId> {
  const { repository, number, lines, dryRun } = wish;
  const at = clock.now();
  const opened = openRequest({
    repository, origin: { kind: originOf(session.person), number }, actor: nameOf(session.person), machine: false, lines, dryRun, occasion: randomness.hex(16),
  }, { at, seed: randomness.suffix(8) });
  await requests.open([opened], at);
  nudge();
  return opened.request.id;
}

function originOf(person: Person): "dashboard" | "operator" {
  return person.kind === "operator" ? "operator" : "dashboard";
}

export function refused(status: number, why: string, { path }: Visit): Answer {
  return page(status, "Not done", html`<h1>Not done</h1><p>${why}</p><p><a href="${path}">Back</a></p>`);
}

/** In place of a form that the looker cannot send; null: it can be sent. */
export function whyNoForm(session: Session | null, power: Power | null, back: string): Html | null {
  if (session === null) return html`<p><a class="button" href="/sign-in?back=${back}">Sign in to act</a></p>`;
  return power === "none" ? html`<p class="soft">${nameOf(session.person)} may look, and not write here, as GitHub says: nothing can be done from this page.</p>` : null;
}

export function hiddenToken({ formToken }: Session): Html {
  return html`<input type="hidden" name="token" value="${formToken}">`;
}

/** A whole number of a field; null: it is empty or none. */
export function numberIn(form: URLSearchParams, name: string): number | null {
  const text = form.get(name) ?? "";
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
