/** The check run `regreen/policy`: which rule holds and which not, why, and what to do (row G3). */
import type { Verdict } from "../policy/verdict.ts";
import type { Annotation } from "../repair/effect.ts";
import { verdictList } from "./tables.ts";
import { shorten, visible } from "./neutral-text.ts";

export interface CheckText {
  readonly status: "in_progress" | "completed";
  readonly conclusion: "success" | "failure" | null;
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

/** GitHub shows at most 65,535 characters of summary and takes 50 annotations a request. */
export function buildPolicyCheck(verdict: Verdict): CheckText {
  const summary = [`${headings[verdict.answer]} ${visible(verdict.summary)} ${whatToDo[verdict.answer]}`, verdictList(verdict), about(verdict)].join("\n\n");
  return {
    status: verdict.answer === "wait" ? "in_progress" : "completed",
    conclusion: verdict.answer === "wait" ? null : verdict.answer === "allow" ? "success" : "failure",
    title: shorten(visible(verdict.summary), 120),
    summary: shorten(summary, 65_000),
    annotations: annotationsOf(verdict),
  };
}

function about({ head_sha, base_sha, policy_sha256 }: Verdict): string {
  return `Judged over head ${head_sha === null ? "none" : `\`${head_sha.slice(0, 12)}\``}, base \`${base_sha.slice(0, 12)}\`, policy \`sha256:${policy_sha256.slice(0, 12)}…\`. The verdict is void when any of them moves.`;
}

function annotationsOf(verdict: Verdict): readonly Annotation[] {
  return verdict.rules.filter((rule) => rule.answer === "deny").flatMap((rule) =>
    rule.places.map((place): Annotation => ({
      path: place.file, start_line: place.line ?? 1, end_line: place.line ?? 1, annotation_level: "failure", title: rule.rule, message: shorten(visible(rule.message), 4000),
    })),
  ).slice(0, 50);
}
