import type { Answer } from "../app/web/answer.ts";
import { Review } from "../core/evidence/documents.ts";
import type { LedgerEntry } from "../core/ledger/entry.ts";
import type { Verdict } from "../core/policy/verdict.ts";
import { evidenceFile as evidenceFileOf, phases } from "../core/repair/phase.ts";
import type { Repair } from "../core/repair/repair.ts";
import { stageTold } from "../core/repair/tell/stage.ts";
import { effectsSection } from "./effects-section.ts";
import { html, type Html } from "./html.ts";
import { counted, missing, moment, page, pill, table } from "./layout.ts";
import { entryTable } from "./ledger-page.ts";
import type { Looker } from "./people/doorkeeper.ts";
import { saidSection } from "./said-section.ts";
import { isMoving, stageStrip } from "./stage-strip.ts";
import { choicesOf, seenRepair } from "./steer-page.ts";
import { headline, toneOf, type PageParts } from "./repairs-page.ts";
import { verdictSection } from "./verdict-section.ts";
import { whatNow } from "./what-now.ts";

type Kept = Awaited<ReturnType<PageParts["store"]["evidence"]["ofRepair"]>>;

/** One repair: how far it came, what it waits for, what failed, its evidence, what the rules said, its receipts and its entries in the ledger. */
export async function repairPage({ store, webUrl }: PageParts, name: string, looker: Looker): Promise<Answer> {
  const repair = await seenRepair(store, name, looker);
  if (repair === null) return missing(`There is no repair ${name}.`);
  const [evidence, entries, receipts, unfinished] = await Promise.all([store.evidence.ofRepair(repair.id), store.ledger.ofRepair(repair.id), store.outbox.receipts(repair.id), store.outbox.unfinished(repair.id)]);
  const proposed = await verdictOf(store, evidence);
  const told = stageTold(repair, [...receipts, ...unfinished].map(({ key }) => key));
  const shown = page(200, headline(repair), html`
<p class="soft"><a href="/repairs">Repairs</a> / <code>${repair.id}</code></p>
<h1>${headline(repair)}</h1>
<p>${pill(repair.status, toneOf(repair.status))}</p>
${phaseStrip(repair)}${stageStrip(repair, told)}${whatNow(repair, webUrl)}${choicesOf(repair).length === 0 ? null : html`<p><a class="button" href="/repairs/${repair.id}/steer">Steer it</a></p>`}${facts(repair, webUrl)}${saidSection(entries)}${failures(repair)}${phaseSection(repair, evidence, entries)}${verdictSection(entries, proposed)}
${effectsSection({ receipts, unfinished, repository: `${webUrl}/${repair.subject.repository.name}` })}
<h2>Ledger</h2>${entryTable(entries)}`);
  return isMoving(repair) ? { ...shown, headers: { ...shown.headers, refresh: "5" } } : shown;
}

/** The phase that it is in is past when the repair went well, and where it stopped when it did not. */
function phaseStrip({ phase, step, status }: Repair): Html {
  const reached = phase === null ? -1 : phases.indexOf(phase);
  const last = step !== "closed" ? "now" : status === "merged" ? "done" : "stopped";
  return html`<ol class="phases">${phases.map((name, index) => html`<li class="${index < reached ? "done" : index === reached ? last : ""}">${name}</li>`)}</ol>`;
}

function facts({ subject, offer, issue, attempts, violations, opened_at, progressed_at, plan }: Repair, webUrl: string): Html {
  const repository = `${webUrl}/${subject.repository.name}`;
  const none = html`<span class="soft">none</span>`;
  const rows: readonly (readonly [string, Html])[] = [
    ["Commit", html`<a href="${repository}/commit/${subject.head_sha}"><code>${subject.head_sha}</code></a> on ${subject.branch} of <a href="${repository}">${subject.repository.name}</a>`],
    ["Failed", failedSource(subject.source, repository)],
    ["Skills", plan === null ? none : html`${plan.steps.map(({ skill }) => `${skill.name} ${skill.version}`).join(", ")}`],
    ["Pull request", offer?.number == null ? none : html`<a href="${repository}/pull/${offer.number}">#${offer.number}</a> from <code>${offer.branch}</code> into ${offer.base_branch}, ${offer.revision === 0 ? "as first built" : `built anew ${offer.revision === 1 ? "once" : `${offer.revision} times`}`}`],
    ["Issue", issue === null ? none : html`<a href="${repository}/issues/${issue}">#${issue}</a>`],
    ["Effort", html`${counted(attempts, "run")} of the fix job, ${counted(violations, "refused move")}`],
    ["Time (UTC)", html`opened ${moment(opened_at)}, last moved ${moment(progressed_at)}`],
  ];
  return html`<div class="card"><table><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table></div>`;
}

function failedSource(source: Repair["subject"]["source"], repository: string): Html {
  switch (source.kind) {
    case "workflow_run": return html`<a href="${repository}/actions/runs/${source.run_id}">run ${source.run_id}</a>, attempt ${source.run_attempt}, of <code>${source.workflow}</code>`;
    case "check_run": return html`check ${source.name}`;
    case "status": return html`commit status ${source.context}`;
    case "pull_request":
    case "merge_group": return html`nothing: it watches <a href="${repository}/pull/${source.number}">pull request #${source.number}</a>`;
    case "installation": return html`nothing: it asks the repository whether it wants Regreen`;
    case "log_source": return html`nothing: it watches the log source <code>${source.name}</code>, looked at ${source.look} times`;
    default: return source satisfies never;
  }
}

function failures({ failures: all }: Repair): Html {
  const parts = all.map((failure) => html`<details class="part" open><summary>${failure.check}: ${failure.pattern_name.replaceAll("_", " ")}</summary>
<p class="soft">class ${failure.failure_class}, priority ${failure.mps.priority}, confidence ${Math.round(failure.confidence * 100)} %, ${failure.skill_id === null ? "no skill" : `skill ${failure.skill_id}`}, fingerprint <code title="${failure.fingerprint}">${failure.fingerprint.slice(0, 12)}</code></p>
${failure.error_snippet === "" ? null : html`<pre>${failure.error_snippet}</pre>`}</details>`);
  return html`<h2>What failed</h2><div class="card">${parts.length === 0 ? html`<p class="empty">The log was not read yet.</p>` : parts}</div>`;
}

function phaseSection({ id }: Repair, evidence: Kept, entries: readonly LedgerEntry[]): Html {
  const rows = phases.filter((phase) => evidence.some((kept) => kept.phase === phase)).map((phase) => {
    const entered = entries.findLast((entry) => entry.kind === "phase_entered" && entry.phase === phase);
    const files = evidence.filter((kept) => kept.phase === phase).map(({ file, sha256 }) => html`<div><a href="/repairs/${id}/evidence/${sha256}">${file}</a> <code class="soft" title="${sha256}">${sha256.slice(0, 12)}</code></div>`);
    return [html`${phase}`, entered === undefined ? html`–` : moment(entered.at), html`<div>${files}</div>`];
  });
  return html`<h2>Phases and their evidence</h2>${table(["Phase", "Entered (UTC)", "Files, SHA-256"], rows, "No phase has shown evidence yet.")}`;
}

async function verdictOf({ evidence: store }: PageParts["store"], evidence: Kept): Promise<Verdict | null> {
  const review = evidence.findLast(({ phase, file }) => phase === "REVIEW" && file === evidenceFileOf.REVIEW);
  const bytes = review === undefined ? null : await store.content(review.sha256);
  if (bytes === null) return null;
  const parsed = Review.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  return parsed.success ? parsed.data.verdict : null;
}
