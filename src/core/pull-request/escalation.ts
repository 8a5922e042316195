/** The issue by which a failure is handed to a person: one per fingerprint, updated and not repeated (row P6). */
import type { Digest } from "../identity/digest.ts";
import type { FixId } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import { announce } from "./announcement.ts";
import { cell, code, fenced, shorten, visible } from "./neutral-text.ts";

export interface EscalationInput {
  readonly repair: FixId;
  readonly at: Timestamp;
  readonly failure: PendingFix;
  /** Why Regreen does not mend it, as a sentence. */
  readonly reason: string;
  readonly branch: string;
  /** The highest complexity that is mended without a person (configuration: fix.max_complexity). */
  readonly maxComplexity: number;
  readonly runUrl: string | null;
  /** What was tried, oldest first; empty when nothing was. */
  readonly diary: readonly string[];
}

export interface EscalationText {
  readonly title: string;
  readonly body: string;
  readonly marker: string;
}

export function escalationMarker(fingerprint: Digest): string {
  return `<!-- regreen:fingerprint:${fingerprint} -->`;
}

export function buildEscalation(input: EscalationInput): EscalationText {
  const { failure } = input;
  const marker = escalationMarker(failure.fingerprint);
  const sections = [
    marker,
    `\`${announce({ kind: "ESCALATED", pattern: failure.pattern_name, because: failure.mps.complexity > input.maxComplexity ? { complexity: failure.mps.complexity } : { link: input.runUrl ?? failure.check } })}\``,
    `${code(failure.check)} fails on ${code(input.branch)} at ${failure.head_sha.slice(0, 12)}, and Regreen does not mend it: ${visible(input.reason)}`,
    diagnosis(failure, input.runUrl),
    ...(failure.failing_tests.length === 0 ? [] : [tests(failure)]),
    ...(failure.locations.length === 0 ? [] : [places(failure)]),
    ...(failure.error_snippet === "" ? [] : [`### From the log\n\n${fenced(failure.error_snippet)}`]),
    ...(input.diary.length === 0 ? [] : [`### What was tried\n\n${input.diary.map((line) => `- ${visible(line)}`).join("\n")}`]),
    "### What you can do\n\n- Mend it by hand; this issue closes when the check is green again.\n- Close it, and Regreen keeps quiet about this fingerprint.",
    `_${input.repair}, ${input.at}_`,
  ];
  return { title: shorten(`${failure.check}: ${titleOf(failure)}`, 120), body: shorten(sections.join("\n\n"), 60_000), marker };
}

function titleOf(failure: PendingFix): string {
  const [test] = failure.failing_tests;
  const [place] = failure.locations;
  const what = test ?? place?.message ?? failure.failure_class;
  return visible(what).replace(/\s+/g, " ").replaceAll("@", "(at)").replaceAll("#", "no. ");
}

function diagnosis(failure: PendingFix, runUrl: string | null): string {
  const rows: readonly (readonly [string, string])[] = [
    ["class", cell(failure.failure_class)],
    ["tool", failure.tool === null ? "not known" : cell(failure.tool)],
    ["confidence", failure.confidence.toFixed(2)],
    ["complexity", `${failure.mps.complexity} of 5`],
    ["priority", failure.mps.priority],
    ["fingerprint", `\`${failure.fingerprint}\``],
    ...(runUrl === null ? [] : [["run", `[the failed run](${runUrl})`] as const]),
  ];
  return `### Diagnosis\n\n| | |\n|---|---|\n${rows.map(([name, value]) => `| ${name} | ${value} |`).join("\n")}`;
}

function tests(failure: PendingFix): string {
  return `### Failing tests\n\n${failure.failing_tests.slice(0, 20).map((name) => `- ${code(name)}`).join("\n")}${more(failure.failing_tests.length, 20)}`;
}

function places(failure: PendingFix): string {
  const rows = failure.locations.slice(0, 10).map((place) => `- ${code(`${place.file}${place.line === null ? "" : `:${place.line}`}`)}${place.message === null ? "" : ` ${code(shorten(place.message, 200))}`}`);
  return `### Places\n\n${rows.join("\n")}${more(failure.locations.length, 10)}`;
}

function more(total: number, shown: number): string {
  return total > shown ? `\n- and ${total - shown} more` : "";
}
