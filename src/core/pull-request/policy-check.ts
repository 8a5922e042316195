/** The check run `regreen/policy`: which rule holds and which not, by named gate, why, and what to do (rows G3, G8). */
import { OBSERVED } from "../policy/leniency.ts";
import type { Verdict } from "../policy/verdict.ts";
import type { Annotation } from "../repair/effect.ts";
import { stageTable, verdictList } from "./verdict-tables.ts";
import { prose, shorten, visible } from "./neutral-text.ts";

export interface CheckText {
  readonly status: "in_progress" | "completed";
  readonly conclusion: "success" | "failure" | "neutral" | null;
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

const headings = { allow: "**This may be merged.**", deny: "**This must not be merged.**", wait: "**This cannot be merged yet.**" } as const;

const whatToDo = {
  allow: "Merge when you like.",
  deny: "Correct what does not hold, or close the pull request. Regreen looks again when anything changes.",
  wait: "There is nothing to do for now: Regreen looks again when a check, the pull request or the base changes.",
} as const;

/**
 * GitHub shows at most 65,535 characters of summary and takes 50 annotations a request. `note`: one paragraph more. A verdict that rests on
 * rules which only observe is no success: it is neutral. One that rests on a waiver is a success, since a person answers for it; the title names what was set aside.
 */
export function buildPolicyCheck(verdict: Verdict, note: string | null = null): CheckText {
  const summary = [`${headings[verdict.answer]} ${prose(verdict.summary)} ${whatToDo[verdict.answer]}`, ...(note === null ? [] : [note]), stageTable(verdict), verdictList(verdict), about(verdict)].join("\n\n");
  const lenient = verdict.rules.some(({ set_aside }) => set_aside === OBSERVED);
  return {
    status: verdict.answer === "wait" ? "in_progress" : "completed",
    conclusion: verdict.answer === "wait" ? null : verdict.answer === "deny" ? "failure" : lenient ? "neutral" : "success",
    title: shorten(visible(verdict.summary), 120),
    summary: shorten(summary, 65_000),
    annotations: annotationsOf(verdict),
  };
}

function about({ head_sha, base_sha, policy_sha256 }: Verdict): string {
  return `Judged over head ${head_sha === null ? "none" : `\`${head_sha.slice(0, 12)}\``}, base \`${base_sha.slice(0, 12)}\`, policy \`sha256:${policy_sha256.slice(0, 12)}…\`. The verdict is void when any of them moves.`;
}

function annotationsOf(verdict: Verdict): readonly Annotation[] {
  return verdict.rules.filter((rule) => rule.answer === "deny" || (rule.answer === "wait" && rule.places.length > 0)).flatMap((rule) =>
    rule.places.map((place): Annotation => ({
      path: place.file, start_line: place.line ?? 1, end_line: place.line ?? 1, annotation_level: rule.set_aside === null && rule.answer === "deny" ? "failure" : "warning",
      title: rule.rule, message: shorten(visible(rule.message), 4000),
    })),
  ).slice(0, 50);
}
