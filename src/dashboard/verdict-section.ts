/** What the policies said: each verdict that was sworn to, and the rules of the one under which the repair was proposed. */
import { z } from "zod";
import type { LedgerEntry } from "../core/ledger/entry.ts";
import { Answer as PolicyAnswer, type RuleVerdict, type Verdict } from "../core/policy/verdict.ts";
import { stageNames } from "../core/policy/stage.ts";
import { html, type Html } from "./html.ts";
import { moment, pill, table, type Tone } from "./layout.ts";

const tones = { allow: "good", deny: "bad", wait: "waiting", skipped: "plain" } as const satisfies Record<RuleVerdict["answer"], Tone>;

/** The payload of a `policy_evaluated` entry, as far as it is shown. */
const Judged = z.object({ gate: z.string(), answer: PolicyAnswer, summary: z.string() });

export function verdictSection(entries: readonly LedgerEntry[], proposed: Verdict | null): Html {
  const rows = entries.filter(({ kind }) => kind === "policy_evaluated").map(judgedRow);
  return html`<h2>Policy</h2>${table(["Time (UTC)", "Gate", "Answer", "In short"], rows, "No policy was asked.")}${proposed === null ? null : rules(proposed)}`;
}

function judgedRow({ at, payload }: LedgerEntry): readonly Html[] {
  const { gate, answer, summary } = Judged.parse(payload);
  return [moment(at), html`${gate}`, pill(answer, tones[answer]), html`${summary}`];
}

function rules({ gate, rules: all }: Verdict): Html {
  const rows = all.toSorted((one, other) => one.stage - other.stage).map((rule) => [html`${rule.stage} ${stageNames[rule.stage]}`, html`${rule.rule}`, pill(rule.answer, tones[rule.answer]), html`<div>${rule.message}${rule.set_aside === null ? null : html`<br><b>Set aside:</b> ${rule.set_aside}`}${rule.facts.map((fact) => html`<br><code class="soft">${fact}</code>`)}</div>`]);
  return html`<h2>Rules of the ${gate} gate</h2>${table(["Named gate", "Rule", "Answer", "Why, and on which facts"], rows, "There are no rules.")}`;
}
