import type { Answer } from "../app/web/answer.ts";
import { Review } from "../core/evidence/documents.ts";
import { FixId } from "../core/identity/identifier.ts";
import type { RuleVerdict, Verdict } from "../core/policy/verdict.ts";
import { evidenceFile as evidenceFileOf, phases } from "../core/repair/phase.ts";
import type { Repair } from "../core/repair/repair.ts";
import type { Store } from "../ports/store.ts";
import { html, type Html } from "./html.ts";
import { missing, moment, page, pill, type Tone } from "./layout.ts";
import { entryRows } from "./ledger-page.ts";
import { headline, toneOf } from "./repairs-page.ts";

export interface RepairPageOptions {
  readonly store: Store;
  /** Address of GitHub's pages, for links. */
  readonly webUrl: string;
}

type Kept = Awaited<ReturnType<Store["evidence"]["ofRepair"]>>;

/** One repair: how far it came, what failed, what the rules said, its evidence, its receipts and its entries in the ledger. */
export async function repairPage({ store, webUrl }: RepairPageOptions, name: string): Promise<Answer> {
  const id = FixId.safeParse(name);
  const repair = id.success ? await store.repairs.find(id.data) : null;
  if (repair === null) return missing(`There is no repair ${name}.`);
  const [evidence, entries, receipts] = await Promise.all([store.evidence.ofRepair(repair.id), store.ledger.ofRepair(repair.id), store.outbox.receipts(repair.id)]);
  const verdict = await verdictOf(store, evidence);
  return page(200, headline(repair), html`
<p class="soft"><a href="/repairs">Repairs</a> / <code>${repair.id}</code></p>
<h1>${headline(repair)}</h1>
<p>${pill(repair.status, toneOf(repair.status))} ${repair.reason}</p>
${phaseStrip(repair)}${facts(repair, webUrl)}${failures(repair)}${verdict === null ? null : rules(verdict)}${files(repair, evidence)}
<h2>Written to GitHub</h2><div class="card">${receipts.length === 0 ? html`<p class="empty">Nothing yet.</p>` : html`<table><tbody>${receipts.map(({ effect, receipt }) => html`<tr><td>${effect.kind.replaceAll("_", " ")}</td><td><code>${JSON.stringify(receipt)}</code></td></tr>`)}</tbody></table>`}</div>
<h2>Ledger</h2><div class="card">${entries.length === 0 ? html`<p class="empty">Nothing yet.</p>` : html`<table><tbody>${entryRows(entries)}</tbody></table>`}</div>`);
}

/** The phase that it is in is past when the repair is over. */
function phaseStrip({ phase, step }: Repair): Html {
  const reached = (phase === null ? -1 : phases.indexOf(phase)) + (step === "closed" ? 1 : 0);
  return html`<ol class="phases">${phases.map((name, index) => html`<li class="${index < reached ? "done" : index === reached ? "now" : ""}">${name}</li>`)}</ol>`;
}

function facts({ subject, offer, issue, attempts, violations, opened_at, progressed_at, plan }: Repair, webUrl: string): Html {
  const repository = `${webUrl}/${subject.repository.name}`;
  const run = subject.source.kind === "workflow_run" ? html`<a href="${repository}/actions/runs/${subject.source.run_id}">run ${subject.source.run_id}</a>, attempt ${subject.source.run_attempt}` : html`check ${subject.source.name}`;
  const rows: readonly (readonly [string, Html])[] = [
    ["Commit", html`<a href="${repository}/commit/${subject.head_sha}"><code>${subject.head_sha}</code></a> on ${subject.branch} of <a href="${repository}">${subject.repository.name}</a>`],
    ["Failure", run],
    ["Skills", html`${plan === null ? "–" : plan.steps.map(({ skill }) => `${skill.name} ${skill.version}`).join(", ")}`],
    ["Pull request", offer?.number == null ? html`–` : html`<a href="${repository}/pull/${offer.number}">#${offer.number}</a> from <code>${offer.branch}</code> into ${offer.base_branch}, revision ${offer.revision}`],
    ["Issue", issue === null ? html`–` : html`<a href="${repository}/issues/${issue}">#${issue}</a>`],
    ["Attempts", html`${attempts}, refused moves ${violations}`],
    ["Time (UTC)", html`<span class="mono">opened ${moment(opened_at)}, last moved ${moment(progressed_at)}</span>`],
  ];
  return html`<div class="card"><table><tbody>${rows.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`)}</tbody></table></div>`;
}

function failures({ failures: all }: Repair): Html | null {
  if (all.length === 0) return null;
  return html`<h2>What failed</h2><div class="card">${all.map((failure) => html`<details open><summary>${failure.pattern_name.replaceAll("_", " ")} <span class="soft">${failure.failure_class}, ${failure.mps.priority}, confidence ${failure.confidence}, ${failure.skill_id ?? "no skill"}, fingerprint <code>${failure.fingerprint.slice(0, 12)}</code></span></summary><pre>${failure.error_snippet}</pre></details>`)}</div>`;
}

const tones = { allow: "good", deny: "bad", wait: "waiting", skipped: "plain" } as const satisfies Record<RuleVerdict["answer"], Tone>;

function rules({ summary, answer, rules: all }: Verdict): Html {
  return html`<h2>Policy ${pill(answer, tones[answer])}</h2><p class="soft">${summary}</p><div class="card"><table><thead><tr><th>Rule</th><th>Answer</th><th>Why</th></tr></thead><tbody>${all.map((rule) => html`<tr><td>${rule.rule}</td><td>${pill(rule.answer, tones[rule.answer])}</td><td>${rule.message}${rule.facts.map((fact) => html`<br><code class="soft">${fact}</code>`)}</td></tr>`)}</tbody></table></div>`;
}

function files({ id }: Repair, evidence: Kept): Html {
  const inOrder = evidence.toSorted((one, other) => phases.indexOf(one.phase) - phases.indexOf(other.phase));
  const rows = inOrder.map(({ phase, file, sha256 }) => html`<tr><td>${phase}</td><td><a href="/repairs/${id}/evidence/${sha256}">${file}</a></td><td><code>${sha256}</code></td></tr>`);
  return html`<h2>Evidence</h2><div class="card">${rows.length === 0 ? html`<p class="empty">None yet.</p>` : html`<table><thead><tr><th>Phase</th><th>File</th><th>SHA-256</th></tr></thead><tbody>${rows}</tbody></table>`}</div>`;
}

async function verdictOf(store: Store, evidence: Kept): Promise<Verdict | null> {
  const review = evidence.findLast(({ phase, file }) => phase === "REVIEW" && file === evidenceFileOf.REVIEW);
  const bytes = review === undefined ? null : await store.evidence.content(review.sha256);
  if (bytes === null) return null;
  const parsed = Review.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  return parsed.success ? parsed.data.verdict : null;
}

/** One file of evidence as plain text; only files of this repair are shown. */
export async function evidenceFile(store: Store, name: string, sha256: string): Promise<Answer> {
  const id = FixId.safeParse(name);
  const kept = id.success ? (await store.evidence.ofRepair(id.data)).find((file) => file.sha256 === sha256) : undefined;
  const bytes = kept === undefined ? null : await store.evidence.content(kept.sha256);
  return bytes === null ? missing(`This repair has no evidence ${sha256}.`) : { status: 200, type: "text/plain; charset=utf-8", body: bytes };
}
