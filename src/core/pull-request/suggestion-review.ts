/** The review that suggests a repair on somebody's pull request: what is suggested and why so, and what has no place on its lines as a patch (rows P1, P5). */
import { evidencePath } from "../evidence/evidence-file.ts";
import { EVIDENCE_BRANCH, PATCH_FILE } from "../evidence/evidence-place.ts";
import { parsePatch } from "../fix/parse-patch.ts";
import { isPartial } from "../fix/plan.ts";
import { printPatch } from "../fix/print-patch.ts";
import type { FixId } from "../identity/identifier.ts";
import type { LineSuggestion } from "../repair/effect.ts";
import { announcementsOf } from "./announced.ts";
import { counted, failureName, problemCount } from "./failure-name.ts";
import { cell, code, fenced, shorten, visible } from "./neutral-text.ts";
import type { RepairAccount } from "./mod-log.ts";
import { fitSections, type Section } from "./sections.ts";
import { suggestionsOf, type ShownFile, type Suggestion } from "./suggestions.ts";
import { checkTable } from "./tables.ts";

export interface ReviewInput extends RepairAccount {
  readonly repair: FixId;
  readonly patch: Uint8Array;
  /** The pull request's own diff. */
  readonly shown: readonly ShownFile[];
  readonly fromFork: boolean;
  /** Address of the repository for git: `https://github.com/octo/hello`. Null: not known. */
  readonly cloneUrl: string | null;
  readonly runUrl: string | null;
  readonly evidenceUrl: string | null;
  readonly labelToSilence: string;
}

export interface ReviewText {
  readonly marker: string;
  readonly body: string;
  readonly comments: readonly LineSuggestion[];
}

/** A longer patch is only named: its address is in the command. */
const LONGEST_PATCH = 20_000;
const MOST_ROWS = 10;
const LONGEST_CELL = 120;

export function suggestionMarker(repair: FixId): string {
  return `<!-- regreen:suggestion:${repair} -->`;
}

/** Same input, same bytes. */
export function buildReview(input: ReviewInput): ReviewText {
  const { suggestions, rest } = suggestionsOf(parsePatch(input.patch), input.shown);
  const marker = suggestionMarker(input.repair);
  const patch = rest.files.length === 0 ? null : Buffer.from(printPatch(rest)).toString("utf8");
  const sections: readonly Section[] = [
    { tier: "must", name: "", text: inShort(input, suggestions.length) },
    { tier: "must", name: "", text: whatFailed(input) },
    { tier: "must", name: "", text: howToTake(input, { suggested: suggestions.length, left: rest.files.length }) },
    ...(patch === null || patch.length > LONGEST_PATCH ? [] : [{ tier: "should", name: "the patch", text: folded(suggestions.length === 0 ? "The patch" : "The patch of what has no line here", fenced(patch, "diff")) } as const]),
    { tier: "should", name: "the post-checks", text: folded("Before and after", checkTable(input.result.checks, input.plan)) },
    { tier: "may", name: "the announcement", text: fenced(announcementsOf(input).join("\n")) },
  ];
  return { marker, body: fitSections(sections, { marker, evidenceUrl: input.evidenceUrl }), comments: suggestions.map((one) => commentOf(one, marker)) };
}

function inShort({ plan, runUrl, fromFork, failures }: ReviewInput, suggested: number): string {
  const run = runUrl === null ? "CI" : `[CI](${runUrl})`;
  const skills = plan.steps.map(({ skill }) => `${skill.name} ${skill.version}`).join(", ");
  const why = fromFork ? "This pull request comes from a fork, where Regreen may not and does not write: nothing of it was run with a credential, and what mends it is only suggested." : "This repository asks Regreen for suggestions instead of commits.";
  const what = suggested === 0 ? "The patch below mends" : `${counted(suggested, "suggestion")} on the lines ${suggested === 1 ? "mends" : "mend"}`;
  return `${what} what ${run} found (${counted(failures.length, "failure")}); made by ${skills}, without a language model, and every post-check passes. ${why}${isPartial(plan) ? " **Review every line first**: what is expected was changed to what is." : ""}`;
}

function whatFailed({ failures }: ReviewInput): string {
  const short = (text: string): string => cell(shorten(visible(text), LONGEST_CELL));
  const rows = failures.slice(0, MOST_ROWS).map((failure) => `| ${short(failure.check)} | ${short(failureName(failure))}: ${counted(problemCount(failure), "problem")} |`);
  return ["| check | what it said |", "|---|---|", ...rows].join("\n");
}

function howToTake({ repair, cloneUrl, labelToSilence }: ReviewInput, { suggested, left }: { readonly suggested: number; readonly left: number }): string {
  const source = cloneUrl ?? "origin";
  const command = `git fetch ${source} ${EVIDENCE_BRANCH} && git show FETCH_HEAD:${evidencePath(repair, "IMPLEMENT", PATCH_FILE)} | git apply`;
  return [
    ...(suggested === 0 ? [] : ["- **Take the suggestions**: *Add suggestion to batch* on each under *Files changed*, then *Commit suggestions*: one commit, yours."]),
    ...(left === 0 ? [] : [`- ${counted(left, "file")} ${left === 1 ? "has" : "have"} changes outside the lines that this pull request shows: the patch has them.`]),
    "- **Take all of it at once**, in a checkout of this branch:",
    "  ```sh",
    `  ${command}`,
    "  ```",
    `- **Leave it**: nothing more is said about this failure here. The label ${code(labelToSilence)} keeps Regreen away from this pull request.`,
  ].join("\n");
}

function commentOf({ path, start, line, lines }: Suggestion, marker: string): LineSuggestion {
  const longest = Math.max(2, ...lines.flatMap((text) => (text.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = "`".repeat(longest + 1);
  return { path, start_line: start === line ? null : start, line, body: `${marker}\n${fence}suggestion\n${lines.map((text) => `${text}\n`).join("")}${fence}` };
}

function folded(title: string, content: string): string {
  return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}
