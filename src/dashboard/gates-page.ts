/** What the gates said last of each pull request, which rules hold it up on which facts, and how well the gates do (rows G3, R4). */
import { readSlos } from "../adapters/telemetry/read-slos.ts";
import type { Answer } from "../app/web/answer.ts";
import { after, type Timestamp } from "../core/identity/timestamp.ts";
import type { LedgerEntry } from "../core/ledger/entry.ts";
import { SwornVerdict } from "../core/repair/swear-verdict.ts";
import type { Measured, SloReport } from "../core/telemetry/slo/measure.ts";
import { html, type Html } from "./html.ts";
import { counted, moment, page, pill, table, type Tone } from "./layout.ts";
import { seen, type Looker } from "./people/doorkeeper.ts";
import type { PageParts } from "./repairs-page.ts";

const DAYS = 30;
const MOST_REPOSITORIES = 20;
const MOST_VERDICTS = 300;
const MOST_PULLS = 50;

const tones = { allow: "good", deny: "bad", wait: "waiting" } as const satisfies Record<SwornVerdict["answer"], Tone>;

export async function gatesPage({ store, webUrl }: PageParts, now: Timestamp, looker: Looker): Promise<Answer> {
  const since = after(now, -DAYS * 86_400);
  const [repositories, report] = await Promise.all([store.repairs.repositories(MOST_REPOSITORIES).then((all) => seen(all, (one) => one, looker)), readSlos(store, { to: now, seconds: DAYS * 86_400 })]);
  const sections = await Promise.all(repositories.map(async ({ name }) => verdictsOf(name, await store.ledger.verdicts({ repo: name, since, most: MOST_VERDICTS }), webUrl)));
  return page(200, "Gates", html`<h1>Gates</h1><p class="soft">Of the last ${DAYS} days.</p>
${looker.seesAll ? objectives(report) : null}
<h2>Last verdicts</h2>${sections.length === 0 ? html`<div class="card"><p class="empty">No repository is known yet.</p></div>` : sections}`);
}

function objectives({ objectives: all, counters }: SloReport): Html {
  const rows = all.map((one) => [
    html`<div>${one.name.replaceAll("_", " ")}<br><span class="soft">${one.definition}</span></div>`, html`${valueOf(one)}`, html`${targetOf(one)}`,
    one.met === null ? html`<span class="soft">–</span>` : pill(one.met ? "met" : "not met", one.met ? "good" : "bad"), html`${one.sample}`,
  ]);
  const counts = Object.entries(counters).map(([name, count]) => [html`${name.replaceAll("_", " ")}`, html`${count}`]);
  return html`<h2>Objectives</h2>${table(["Objective", "Value", "Target", "Holds", "Measured over"], rows, "")}
<h2>Refused moves</h2>${table(["Counter", "Times"], counts, "")}`;
}

function valueOf({ value, unit }: Measured): string {
  if (value === null) return "nothing to measure";
  return unit === "share" ? `${(value * 100).toFixed(1)} %` : `${value.toFixed(1)} s`;
}

function targetOf({ target, unit }: Measured): string {
  if (target === null) return "–";
  return `${target.bound === "at_least" ? "at least" : "at most"} ${unit === "share" ? `${target.value * 100} %` : `${target.value} s`}`;
}

/** Newest first; of each pull request the last word. */
function verdictsOf(repo: string, entries: readonly LedgerEntry[], webUrl: string): Html {
  const last = new Map<string, { readonly entry: LedgerEntry; readonly sworn: SwornVerdict }>();
  for (const entry of entries) {
    const sworn = SwornVerdict.safeParse(entry.payload);
    const about = sworn.success ? `${sworn.data.gate} ${sworn.data.pull ?? entry.repair ?? ""}` : "";
    if (sworn.success && !last.has(about)) last.set(about, { entry, sworn: sworn.data });
  }
  const shown = [...last.values()].slice(0, MOST_PULLS);
  const rows = shown.map(({ entry, sworn }) => verdictRow(`${webUrl}/${repo}`, entry, sworn));
  const more = last.size > shown.length ? html`<p class="soft">The latest ${MOST_PULLS} of ${last.size}.</p>` : null;
  return html`<h3>${repo}</h3>${table(["What", "Gate", "Answer", "Why, and on which facts", "Time (UTC)"], rows, "No gate was asked here lately.")}${more}`;
}

function verdictRow(repository: string, { repair, at }: LedgerEntry, { pull, head_sha, gate, answer, summary, rules }: SwornVerdict): readonly Html[] {
  const about = pull === null || pull === 0 ? html`a proposal` : html`<a href="${repository}/pull/${pull}">#${pull}</a>`;
  const head = head_sha === null || pull === null ? null : html` <a href="${repository}/pull/${pull}/checks?sha=${head_sha}"><code>${head_sha.slice(0, 7)}</code></a>`;
  const detail = rules.length === 0 ? null : html`<details><summary class="soft">${counted(rules.length, "rule")}</summary>${rules.map(ruleLine)}</details>`;
  return [html`<div>${about}${head}${repair === null ? null : html`<br><a class="soft" href="/repairs/${repair}">${repair}</a>`}</div>`, html`${gate}`, pill(answer, tones[answer]), html`<div>${summary}${detail}</div>`, moment(at)];
}

function ruleLine({ pack, rule, answer, set_aside, facts }: SwornVerdict["rules"][number]): Html {
  return html`<p><b>${pack}/${rule}</b>: ${answer}${set_aside === null ? null : html`, set aside: ${set_aside}`}${facts.map((fact) => html`<br><code class="soft">${fact}</code>`)}</p>`;
}
