import type { GitSha } from "../identity/identifier.ts";
import type { Expression, FactPath } from "./compile-rule.ts";
import { factTypes, type FactPlaces, type Facts } from "./facts.ts";
import { policyDigest, rulesOf, type GateRule } from "./gate-rules.ts";
import type { Pack } from "./load-pack.ts";
import { setAside, type Leniency } from "./leniency.ts";
import type { Answer, Gate, RuleVerdict, Verdict } from "./verdict.ts";

export interface GateQuestion {
  readonly gate: Gate;
  readonly packs: readonly Pack[];
  readonly facts: Facts;
  readonly places?: FactPlaces;
  /** Why a fact is not known, in plain words, by its name (`reviews.owners_missing`); said beside the rule that waits for it. */
  readonly unknowns?: Readonly<Partial<Record<FactPath["name"], string>>>;
  readonly head_sha: GitSha | null;
  readonly base_sha: GitSha;
  /** Rules whose answer does not count here; not given: every answer counts. */
  readonly leniency?: Leniency;
}

/** The verdict of all rules of the gate. Pure: the same question gives the same answer. No rule matched: deny. */
export function evaluateGate(question: GateQuestion): Verdict {
  const context = contextOf(question.facts);
  const described = new Map<FactPath["name"], string>();
  const rules = rulesOf(question.packs, question.gate).map((of) => judge(of, { context, question, described, conditions: new Map() }));
  const answer = combine(rules);
  return {
    gate: question.gate,
    answer,
    summary: summarise(answer, rules),
    rules,
    head_sha: question.head_sha,
    base_sha: question.base_sha,
    policy_sha256: policyDigest(question.packs),
  };
}

interface Judging {
  readonly context: Record<string, unknown>;
  readonly question: GateQuestion;
  /** Facts as text, each made once for all rules. */
  readonly described: Map<FactPath["name"], string>;
  /** Conditions by their source: many rules have the same. */
  readonly conditions: Map<string, boolean>;
}

function judge({ rule, pack, whenAsks }: GateRule, judging: Judging): RuleVerdict {
  const { question, described } = judging;
  const { answer, message, asked } = answerOf({ rule, whenAsks }, judging);
  const held = answer === "deny" || answer === "wait";
  return {
    rule: rule.id, pack, answer, message, stage: rule.stage, set_aside: held ? setAside(rule, pack, question.leniency) : null,
    facts: asked.map((path) => describe(path, question.facts, described)), places: held ? placesOf(asked, question.places) : [],
  };
}

interface RuleAnswer extends Pick<RuleVerdict, "answer" | "message"> { readonly asked: readonly FactPath[] }

function answerOf({ rule, whenAsks }: Pick<GateRule, "rule" | "whenAsks">, { context, question, conditions }: Judging): RuleAnswer {
  const unknownCondition = unknownAmong(whenAsks, question.facts);
  if (unknownCondition !== null) return { answer: "wait", message: notKnown(unknownCondition, question), asked: whenAsks };
  if (rule.when !== null && !holds(rule.when, context, conditions)) return { answer: "skipped", message: "Does not apply here", asked: whenAsks };
  const asked = rule.require.asks;
  const unknown = unknownAmong(asked, question.facts);
  if (unknown !== null) return { answer: "wait", message: notKnown(unknown, question), asked };
  return { answer: rule.require.evaluate(context) === true ? "allow" : rule.otherwise, message: rule.message, asked };
}

function notKnown(name: string, { unknowns }: GateQuestion): string {
  const why = unknowns?.[name];
  return why === undefined ? `${name} is not known yet` : `${name} is not known: ${why}`;
}

function holds(condition: Expression, context: Record<string, unknown>, conditions: Map<string, boolean>): boolean {
  const known = conditions.get(condition.source);
  if (known !== undefined) return known;
  const held = condition.evaluate(context) === true;
  conditions.set(condition.source, held);
  return held;
}

function combine(all: readonly RuleVerdict[]): Answer {
  const rules = all.filter(({ set_aside }) => set_aside === null);
  if (rules.some((rule) => rule.answer === "deny")) return "deny";
  if (rules.some((rule) => rule.answer === "wait")) return "wait";
  // A rule that was set aside has matched: that is not the same as no rule at all.
  return rules.some((rule) => rule.answer === "allow") || rules.length < all.length ? "allow" : "deny";
}

function summarise(answer: Answer, rules: readonly RuleVerdict[]): string {
  const holding = rules.filter((rule) => rule.answer === answer && rule.set_aside === null);
  const aside = rules.filter(({ set_aside }) => set_aside !== null).map(({ rule }) => rule);
  const more = aside.length === 0 ? "" : ` Set aside: ${aside.join(", ")}.`;
  return `${summaryOf(answer, holding)}${more}`;
}

function summaryOf(answer: Answer, holding: readonly RuleVerdict[]): string {
  if (answer === "allow") return `All ${holding.length} rules that apply hold.`;
  if (holding.length === 0) return "No rule applies, and what no rule allows is denied.";
  const names = holding.map((rule) => rule.rule).join(", ");
  return answer === "deny" ? `Denied by ${names}.` : `Waiting for ${names}.`;
}

/** Facts with fields that are whole numbers, and those fields. */
const wholeNumbers = Object.entries(factTypes).map(([fact, type]) => [fact as keyof Facts, typeof type === "string" ? [] : Object.entries(type).filter(([, field]) => field === "int").map(([name]) => name)] as const)
  .filter(([, fields]) => fields.length > 0);

/** CEL's integers are 64-bit: numbers become bigints once for all rules. */
function contextOf(facts: Facts): Record<string, unknown> {
  const context: Record<string, unknown> = { ...facts };
  for (const [fact, fields] of wholeNumbers) context[fact] = withBigInts(facts[fact], fields);
  return context;
}

function withBigInts(value: unknown, fields: readonly string[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  const converted: Record<string, unknown> = { ...value };
  for (const name of fields) {
    const number = converted[name];
    if (typeof number === "number") converted[name] = BigInt(Math.trunc(number));
  }
  return converted;
}

function valueOf({ fact, field }: FactPath, facts: Facts): unknown {
  const value: unknown = facts[fact];
  if (field === null || value === null || typeof value !== "object") return value;
  return (value as Record<string, unknown>)[field];
}

/** Name of the first of these facts that is not known; null when all are. */
export function unknownAmong(asked: readonly FactPath[], facts: Facts): string | null {
  for (const path of asked) {
    const value = valueOf(path, facts);
    if (value === null || value === undefined) return path.name;
  }
  return null;
}

const LONGEST = 200;

function describe(path: FactPath, facts: Facts, described: Map<FactPath["name"], string>): string {
  const known = described.get(path.name);
  if (known !== undefined) return known;
  const text = describeFact(path, facts);
  described.set(path.name, text);
  return text;
}

function describeFact(path: FactPath, facts: Facts): string {
  const value = valueOf(path, facts);
  const text = Array.isArray(value) ? `[${value.join(", ")}]` : String(value ?? "unknown");
  return `${path.name} = ${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}`;
}

function placesOf(asked: readonly FactPath[], places: FactPlaces | undefined): RuleVerdict["places"] {
  return asked.flatMap(({ fact }) => places?.[fact] ?? []);
}
