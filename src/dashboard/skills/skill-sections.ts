/** The parts of a skill's page: counts with unit and bound, what it left, changes, sums, contract. */
import { describeBounds } from "../../core/skill/standing/describe-standing.ts";
import type { SkillTotals } from "../../core/skill/standing/skill-history.ts";
import { html, type Html } from "../html.ts";
import { counted, moment, table } from "../layout.ts";
import type { SkillsThere, SkillThere } from "./read-there.ts";
import { boundsFrom, entryLink, standingPill } from "./skill-words.ts";

type Row = readonly [what: string, number: number, unit: string, bound: string];

/** What `describeStanding` names shortly. */
const measured: Readonly<Record<string, string>> = { failures: "failed, or taken back after the merge", reviews: "needed a person", tokens: "took more tokens than the bound", seconds: "took more seconds than the bound" };

export function countsSection(one: SkillThere, there: SkillsThere): Html {
  const { standing: { counts, limits } } = one;
  const { repository, known: { settings: { standing: bounds } } } = there;
  const rows: readonly Row[] = [
    ["changed something", counts.runs, "runs", `of ${counted(counts.executions, "execution")}; the others say nothing of how good it is`],
    ["succeeded", counts.successes, "runs", `promoted after ${bounds.promote_after}`],
    ["clean in a row", counts.clean, "runs", `trusted after ${bounds.trust_after}`],
    ...limits.map(({ measure, count, too_many, of_runs }): Row => [measured[measure] ?? measure, count, "runs", tooMany(too_many, of_runs)]),
    ["left only what was there before", counts.remains, "executions", "counts neither for it nor against it"],
  ];
  return html`<h2>What was counted</h2>${table(["What", "Number", "Unit", "Bound"], rows.map((cells) => cells.map((cell) => html`${cell}`)), "")}
<p class="soft">Source: the latest executions of this version in ${repository.name} that this Regreen kept, ${bounds.window} at most${sinceTrial(one)}. ${describeBounds(bounds)} These bounds are ${boundsFrom(there)}.${usual(one, there)}</p>`;
}

function tooMany(fewest: number, runs: number): string {
  if (runs === 0) return "nothing to judge yet";
  return fewest > runs ? "too few runs to judge it by that" : `${fewest} of ${counted(runs, "run")} would be too many`;
}

/** What was before a person's word does not count. */
function sinceTrial({ skill, changes }: SkillThere): Html | null {
  const trial = changes.find(({ change }) => change.digest === skill.digest && change.by != null);
  return trial === undefined ? null : html`, and only since ${moment(trial.entry.at)} UTC, when ${trial.change.by ?? ""} put it on trial again`;
}

function usual({ skill: { usual: time } }: SkillThere, { known: { settings: { standing: { seconds } } } }: SkillsThere): string {
  return time === null || time.seconds <= seconds ? "" : ` Half of its executions may take up to ${time.seconds} s, not ${seconds} s: ${time.because}.`;
}

/** What has no automatic fix, as its latest runs left it. */
export function leftSection({ left, standing: { counts } }: SkillThere): Html | null {
  if (counts.remains === 0) return null;
  return html`<h2>What it left</h2><p class="soft">Its tool mended what it can; these stood in CI's log before, and have no automatic fix. A fix is kept only whole, so nothing of these runs was.</p>
${table(["Rule", "File", "Line"], left.map(({ file, line, rule }) => [html`<code>${rule ?? "none"}</code>`, html`<code>${file}</code>`, html`${line ?? "–"}`]), "What it was, was not kept.")}`;
}

export function changesTable({ changes }: SkillThere): Html {
  const rows = changes.map((one) => [
    moment(one.entry.at), html`${one.change.version}`, html`<div>${standingPill(one.change.from)} → ${standingPill(one.change.to)}</div>`, html`<div>${one.change.reason}</div>`, html`${one.change.by ?? "what was counted"}`, entryLink(one),
  ]);
  return table(["Time (UTC)", "Version", "Standing", "Why", "By", "Sworn to"], rows, "It never changed here: it stands as it began.");
}

/** Of all versions that were ever run here, the present one first. */
export function totalsTable(totals: readonly SkillTotals[], { digest }: { readonly digest: string }): Html {
  const ordered = totals.toReversed().toSorted((one, other) => Number(other.digest === digest) - Number(one.digest === digest));
  const rows = ordered.map((sum) => [
    html`<div>${sum.version}${sum.digest === digest ? null : html`<br><span class="soft">earlier</span>`}</div>`, html`${sum.executions}`, html`${sum.successes}`,
    html`<div>${sum.post_check_failures} at the post-check<br>${sum.contracts_broken} broke the contract</div>`, html`${sum.remains}`,
    html`<div>${counted(sum.files, "file")}<br>${counted(sum.lines, "line")}</div>`, html`<div>${Math.round(sum.seconds * 10) / 10} s<br>${counted(sum.tokens, "token")}</div>`, html`<div>${sum.reverts} taken back<br>${sum.manual_reviews} needed a person</div>`,
  ]);
  return table(["Version", "Executions", "Succeeded", "Failed", "Left something", "Changed", "Took", "Afterwards"], rows, "It was never run here.");
}

export function factsTable({ skill }: SkillThere): Html {
  const { handles, files, tools, network, opt_in, after, origin, digest } = skill;
  const rows: readonly (readonly [string, string])[] = [
    ["Handles", handles.join("; ")], ["May touch", files.join(", ")], ["Runs", tools.length === 0 ? "nothing: it is built in" : tools.join(", ")], ["Network", network === "none" ? "none" : "package registries that the operator permits"],
    ...(opt_in ? [["Runs only", "where the repository names it under skills.opt_in"] as const] : []), ...(after.length === 0 ? [] : [["Runs after", after.join(", ")] as const]),
    ["From", origin], ["Digest of SKILL.md", digest],
  ];
  return html`<div class="card"><table><tbody>${rows.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${name === "Digest of SKILL.md" ? html`<code>${value}</code>` : value}</td></tr>`)}</tbody></table></div>`;
}
