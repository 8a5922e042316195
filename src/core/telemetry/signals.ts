/**
 * What a committed decision says to telemetry: spans and counts, read from the entries that it swore to and the evidence that it kept. Pure, so that what an
 * operator sees and what the ledger holds can never disagree. Names are those of row R4.
 */
import { evidenceSchema } from "../evidence/documents.ts";
import { maskSecrets } from "../evidence/mask-secrets.ts";
import { digestOf } from "../identity/digest.ts";
import type { FixId } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { LedgerDraft } from "../ledger/entry.ts";
import type { Decision, EvidenceFile } from "../repair/decision.ts";
import type { Repair } from "../repair/repair.ts";
import { countsOf, type Count } from "./counter.ts";

export const spanNames = ["agent.state.transition", "agent.verify", "process.violation"] as const;
export type SpanName = (typeof spanNames)[number];

export interface Span {
  readonly name: SpanName;
  /** 32 hexadecimal digits, the same for all spans of a repair: they are one trace. */
  readonly trace: string;
  readonly repair: FixId;
  readonly start: Timestamp;
  readonly end: Timestamp;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** Why it is marked as an error; null: it is not. */
  readonly error: string | null;
}

export interface Signals {
  readonly spans: readonly Span[];
  readonly counts: readonly Count[];
}

/** Names of files, rules and reasons may come from logs: a span carries no more of each than this, in characters. */
const LONGEST = 200;

/** In: the repair as it was claimed, and what was committed about it. A transition lasts from the last progress to the entry. */
export function signalsOf(before: Repair, { entries, evidence, repair }: Decision, at: Timestamp): Signals {
  const own = entries.filter((entry) => entry.repair === before.id);
  let since = before.progressed_at;
  const spans: Span[] = [];
  for (const entry of own) {
    const span = spanOfEntry(entry, since);
    if (span === null) continue;
    spans.push(about(before, span));
    if (span.name === "agent.state.transition") since = entry.at;
  }
  const verified = evidence.filter(({ phase, file }) => phase === "VERIFY" && file === "checks.json").flatMap((file) => verifySpan(file, at) ?? []).map((span) => about(before, span));
  return { spans: [...spans, ...verified], counts: countsOf(own, repair.subject.repository.name) };
}

/** The trace of a repair: the same wherever and whenever it is asked. */
export function traceOf(repair: FixId): string {
  return digestOf(`regreen trace ${repair}`).slice(0, 32);
}

type Bare = Omit<Span, "trace" | "repair">;

function about({ id, subject }: Repair, span: Bare): Span {
  return { ...span, trace: traceOf(id), repair: id, attributes: { "regreen.repair": id, "regreen.repository": subject.repository.name, ...span.attributes } };
}

function spanOfEntry({ kind, at, phase, payload }: LedgerDraft, since: Timestamp): Bare | null {
  const text = (name: string): string => textOf(payload[name]);
  switch (kind) {
    case "phase_entered": return { name: "agent.state.transition", start: since, end: at, attributes: { "regreen.from": text("from") || "OPENED", "regreen.to": phase ?? "OPENED", "regreen.direction": "forward" }, error: null };
    case "backtracked": return { name: "agent.state.transition", start: since, end: at, attributes: { "regreen.from": text("from"), "regreen.to": phase ?? "OPENED", "regreen.direction": "back", "regreen.reason": text("reason") }, error: null };
    case "phase_refused": return { name: "process.violation", start: at, end: at, attributes: { "regreen.to": text("to"), "regreen.rule": text("rule"), "regreen.violations": Number(payload["violations"] ?? 0) }, error: text("message") };
    case "policy_evaluated": return { name: "agent.verify", start: at, end: at, attributes: { "regreen.of": "policy", "regreen.gate": text("gate"), "regreen.answer": text("answer"), "regreen.policy_sha256": text("policy_sha256") }, error: payload["answer"] === "deny" ? text("summary") : null };
    default: return null;
  }
}

/** Null where the document is none: whoever needs it has refused it already. */
function verifySpan({ content }: EvidenceFile, at: Timestamp): Bare | null {
  const parsed = evidenceSchema.VERIFY.safeParse(JSON.parse(new TextDecoder().decode(content)));
  if (!parsed.success) return null;
  const failed = parsed.data.post_checks.filter(({ after }) => after.exit !== 0).length;
  const violations = parsed.data.contract_violations.length;
  const attributes = { "regreen.of": "post_checks", "regreen.post_checks": parsed.data.post_checks.length, "regreen.post_checks_failed": failed, "regreen.contract_violations": violations, "regreen.sandbox": parsed.data.sandbox.slice(0, LONGEST) };
  return { name: "agent.verify", start: at, end: at, attributes, error: failed + violations === 0 ? null : `${failed} post-checks failed, ${violations} violations of contracts` };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? maskSecrets(value).slice(0, LONGEST) : "";
}
