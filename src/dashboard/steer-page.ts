/** What people can tell a repair, as forms: each becomes a request of theirs. The reason is asked for and kept. */
import type { Answer } from "../app/web/answer.ts";
import type { Posted } from "../app/web/visit.ts";
import { FixId } from "../core/identity/identifier.ts";
import type { LedgerEntry } from "../core/ledger/entry.ts";
import { awaitsPerson, isKept } from "../core/repair/obey.ts";
import type { Repair } from "../core/repair/repair.ts";
import { SwornVerdict } from "../core/repair/swear-verdict.ts";
import { Steering } from "../core/request/command.ts";
import { quoted } from "../core/request/quote-word.ts";
import type { Store } from "../ports/store/store.ts";
import { html, type Html } from "./html.ts";
import { missing, page } from "./layout.ts";
import { act, hiddenToken, powerOf, refused, whyNoForm } from "./people/act.ts";
import type { Looker } from "./people/doorkeeper.ts";
import type { People } from "./people/people.ts";
import { headline } from "./repairs-page.ts";
import { whatNow } from "./what-now.ts";

export interface SteerParts { readonly store: Store; readonly webUrl: string; readonly people: People }

interface Choice { readonly how: Steering; readonly does: string }

export async function steerPage({ store, webUrl, people }: SteerParts, name: string, looker: Looker): Promise<Answer> {
  const repair = await seenRepair(store, name, looker);
  if (repair === null) return missing(`There is no repair ${name}.`);
  const { repository } = repair.subject;
  const [power, entries] = await Promise.all([powerOf(looker.session, repository, people), store.ledger.ofRepair(repair.id)]);
  const none = whyNoForm(looker.session, power, `/repairs/${repair.id}/steer`);
  return page(200, `Steer ${repair.id}`, html`
<p class="soft"><a href="/repairs">Repairs</a> / <a href="/repairs/${repair.id}"><code>${repair.id}</code></a> / steer</p>
<h1>${headline(repair)}</h1>${whatNow(repair, webUrl)}
${none ?? html`${steerForm(repair, looker)}${waiveForm(repair, { looker, entries, power })}`}
<p class="soft">The mode of ${repository.name} and its waivers: <a href="/repositories/${repository.id}">${repository.name}</a>.</p>`);
}

/** Null: there is none, or not for these eyes. */
export async function seenRepair({ repairs }: Pick<Store, "repairs">, name: string, looker: Looker): Promise<Repair | null> {
  const id = FixId.safeParse(name);
  const repair = id.success ? await repairs.find(id.data) : null;
  return repair !== null && (await looker.sees(repair.subject.repository)) ? repair : null;
}

function steerForm(repair: Repair, { session }: Looker): Html {
  const choices = choicesOf(repair);
  if (session === null || choices.length === 0) return html`<p class="soft">There is nothing that could be told to it any more.</p>`;
  const options = choices.map(({ how, does }) => html`<label class="choice"><input type="radio" name="how" value="${how}" required> <b>${how.replaceAll("-", " ")}</b> <span class="soft">${does}</span></label>`);
  return html`<form class="card" method="post" action="/repairs/${repair.id}/steer">${hiddenToken(session)}<fieldset><legend>Tell it to</legend>${options}</fieldset>
<label>Why <input name="reason" required minlength="3" maxlength="500" placeholder="kept, and shown to everybody who sees the repair"></label>
<label class="choice"><input type="checkbox" name="dry_run" value="yes"> only say what would be done</label><button>Do it</button></form>`;
}

/** As far as its state tells; whether it can really be done, its own step says. */
export function choicesOf(repair: Repair): readonly Choice[] {
  const { step, hold, offer, status, delivery } = repair;
  const ends: readonly Choice[] = [{ how: "escalate", does: "an issue with the diagnosis, for people" }, { how: "abort", does: "end it now, and close its pull request" }];
  if (isKept(repair)) return [{ how: "approve", does: "check the kept patch again, and offer it" }];
  if (step === "closed" || status === "escalated") return [];
  if (hold !== undefined) return [{ how: "resume", does: "go on where it stopped" }, ...ends];
  if (awaitsPerson(repair)) return [{ how: "approve", does: "let Regreen look at this head of a stranger's pull request" }, ...ends];
  const offered: readonly Choice[] = offer?.number == null || delivery !== undefined ? [] : [
    { how: "approve", does: "merge it once every policy is green, where auto_merge is on; takes a request for changes back" },
    { how: "request-changes", does: "it stays open, and is not merged until somebody approves it" }, { how: "reject", does: "close its pull request, and do not offer this again here" },
  ];
  return [...offered, { how: "pause", does: "do nothing more about it until it is resumed" }, ...ends];
}

function waiveForm({ id, offer, delivery }: Repair, { looker: { session }, entries, power }: { readonly looker: Looker; readonly entries: readonly LedgerEntry[]; readonly power: string | null }): Html | null {
  if (session === null || offer?.number == null || delivery !== undefined) return null;
  const rules = holdingRules(entries);
  if (rules.length === 0) return null;
  if (power !== "maintain") return html`<h2>Set a rule aside</h2><p class="soft">A waiver asks for the role maintain or admin.</p>`;
  return html`<h2>Set a rule aside</h2><p class="soft">What holds it up now. A rule that its pack does not let be waived is declined, with the reason.</p><form class="card" method="post" action="/repairs/${id}/waive">${hiddenToken(session)}
<label>Rule <select name="rule" required>${rules.map((rule) => html`<option>${rule}</option>`)}</select></label>
<label>Last day, UTC (at most 30 days on) <input type="date" name="until" required></label>
<label>Why <input name="reason" required minlength="10" maxlength="500"></label><button>Waive it for #${offer.number}</button></form>`;
}

/** Rules that held it up when the merge gate was asked last. */
function holdingRules(entries: readonly LedgerEntry[]): readonly string[] {
  const last = entries.flatMap(({ payload }) => { const sworn = SwornVerdict.safeParse(payload); return sworn.success && sworn.data.gate === "merge" ? [sworn.data] : []; }).at(-1);
  return [...new Set((last?.rules ?? []).filter(({ answer, set_aside, pack }) => set_aside === null && answer !== "allow" && pack !== "people").map(({ rule }) => rule))];
}

export async function takeSteer({ store, people }: SteerParts, name: string, posted: Posted & { readonly looker: Looker }): Promise<Answer> {
  const repair = await seenRepair(store, name, posted.looker);
  if (repair === null) return missing(`There is no repair ${name}.`);
  const how = Steering.safeParse(posted.form.get("how"));
  const reason = reasonIn(posted, 3);
  if (!how.success || reason === null) return refused(400, "Say what it shall do, and why.", posted);
  return act(people, store, { posted, wish: { repository: repair.subject.repository, number: null, lines: [`${how.data} ${repair.id} --reason ${quoted(reason)}`], dryRun: posted.form.get("dry_run") === "yes" } });
}

export async function takeWaiver({ store, people }: SteerParts, name: string, posted: Posted & { readonly looker: Looker }): Promise<Answer> {
  const repair = await seenRepair(store, name, posted.looker);
  if (repair?.offer?.number == null) return missing(`There is no repair ${name} that is offered.`);
  const reason = reasonIn(posted, 10);
  const [rule, until] = [posted.form.get("rule") ?? "", posted.form.get("until") ?? ""];
  if (reason === null || rule === "") return refused(400, "Name the rule, and the reason in ten characters at least.", posted);
  return act(people, store, { posted, wish: { repository: repair.subject.repository, number: repair.offer.number, lines: [`waive ${quoted(rule)} --reason ${quoted(reason)} --until ${quoted(until)}`], dryRun: false } });
}

/** Null: it is missing, or too short to say anything. */
export function reasonIn({ form }: Pick<Posted, "form">, least: number): string | null {
  const reason = (form.get("reason") ?? "").replace(/\s+/g, " ").trim().slice(0, 500);
  return reason.length < least ? null : reason;
}

