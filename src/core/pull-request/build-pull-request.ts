/** The pull request that offers a repair: what failed, what was done, the proof, and how to reproduce, revert and silence it (row P1). */
import { evidencePath } from "../evidence/evidence-file.ts";
import { EVIDENCE_BRANCH, PATCH_FILE } from "../evidence/evidence-place.ts";
import type { FixId } from "../identity/identifier.ts";
import { isPartial } from "../fix/plan.ts";
import type { Verdict } from "../policy/verdict.ts";
import { announcementsOf } from "./announced.ts";
import { fixText } from "./command-text.ts";
import { counted, failureName, failureNames, problemCount } from "./failure-name.ts";
import type { RepairAccount } from "./mod-log.ts";
import { cell, code, fenced, prose, shorten, titleText, visible } from "./neutral-text.ts";
import { fitSections, type Section } from "./sections.ts";
import { checkTable } from "./tables.ts";
import { verdictList } from "./verdict-tables.ts";
import { fillText, type TextValues } from "./template.ts";

export interface PullRequestInput extends RepairAccount {
  readonly repair: FixId;
  readonly verdict: Verdict;
  /** Where the failed run can be looked at; built from our own configuration, never from a payload. */
  readonly runUrl: string | null;
  /** Folder of the evidence in the evidence branch. */
  readonly evidenceUrl: string | null;
  readonly evidence: readonly { readonly path: string; readonly sha256: string }[];
  readonly labelToSilence: string;
  /** Where the ModLog entry stands; null: the repository wants none. */
  readonly modlog: string | null;
  /** Of the title, as the repository words it: `{title}` is what Regreen would write. */
  readonly titleTemplate: string;
  /** What a comment with a command begins with: `/autofix`. */
  readonly prefix: string;
  readonly branch: string;
}

export interface PullRequestText {
  readonly title: string;
  readonly body: string;
  readonly marker: string;
}

/**
 * Same input, same bytes. The body starts with the marker by which Regreen knows its own. What must be said is bounded by its making; what should and may be
 * said is left out by whole sections where there is no room, and the evidence has it.
 */
export function buildPullRequest(input: PullRequestInput): PullRequestText {
  const marker = pullRequestMarker(input.repair);
  const [firstExcerpt, ...otherExcerpts] = excerpts(input);
  const sections: readonly Section[] = [
    must(inShort(input)), must(whatFailed(input)),
    ...(firstExcerpt === undefined ? [] : [{ tier: "should", name: "what the log said", text: folded("What the log said", firstExcerpt) } as const]),
    must(whatWasDone(input)), must(proof(input)), must(whatNow(input)),
    { tier: "should", name: "the rules of the policy", text: rules(input) },
    ...(otherExcerpts.length === 0 ? [] : [{ tier: "may", name: "what the other logs said", text: folded("What the other logs said", otherExcerpts.join("\n\n")) } as const]),
    { tier: "may", name: "digests of the evidence", text: evidenceList(input) },
  ];
  const title = fillText(input.titleTemplate, textValues(input));
  return { title, body: fitSections(sections, { marker, evidenceUrl: input.evidenceUrl }), marker };
}

function must(text: string): Section {
  return { tier: "must", name: "", text };
}

/** What the repository's own words may name, harmless already. */
export function textValues({ failures, plan, repair, branch }: Pick<PullRequestInput, "failures" | "plan" | "repair" | "branch">): TextValues {
  const skills = plan.steps.map(({ skill }) => `${skill.name} ${skill.version}`).join(", ");
  return { title: titleOf({ failures, plan }), failures: titleText(failureNames(failures)), skills, branch: titleText(branch), fix: repair };
}

export function pullRequestMarker(repair: FixId): string {
  return `<!-- regreen:repair:${repair} -->`;
}

function titleOf({ failures, plan }: Pick<PullRequestInput, "failures" | "plan">): string {
  const culprit = plan.steps.find(({ restore }) => restore !== undefined)?.restore?.commit;
  if (culprit !== undefined) return shorten(`Take back ${culprit.slice(0, 7)}, which broke ${titleText(failureNames(failures))}`, 120);
  const kinds = new Set(failures.map(failureName)).size;
  const files = new Set(failures.flatMap((failure) => failure.file_paths)).size;
  return shorten(`Fix ${titleText(failureNames(failures))} ${kinds === 1 ? "failure" : "failures"} in ${counted(files, "file")}`, 120);
}

function inShort({ plan, check, runUrl, modlog, failures }: PullRequestInput): string {
  const run = runUrl === null ? "a CI run" : `[a CI run](${runUrl})`;
  const entry = modlog === null ? "" : ` ${code(modlog)} gets an entry about it.`;
  const [skills, files] = [counted(plan.steps.length, "skill"), counted(check.files.length, "file")];
  return `This mends ${counted(failures.length, "failure")} of ${run} at ${plan.base_sha.slice(0, 7)}: ${skills} changed ${files} (+${check.added} −${check.removed} lines), and every post-check passes.${entry} No language model was used.`;
}

/** Rows of a table, and characters of a cell: what must be said stays far below what GitHub takes. */
const MOST_ROWS = 10;
const MOST_PATHS = 3;
const LONGEST_CELL = 120;
const LONGEST_COMMAND = 400;

function whatFailed({ failures }: PullRequestInput): string {
  const rows = failures.slice(0, MOST_ROWS).map((failure) => `| ${short(failure.check)} | ${short(failureName(failure))}: ${counted(problemCount(failure), "problem")} | ${someFiles(failure.file_paths)} |`);
  const more = failures.length > MOST_ROWS ? ["", `And ${counted(failures.length - MOST_ROWS, "more failure")}, which the evidence names.`] : [];
  return ["### What failed", "", "| check | what it said | where |", "|---|---|---|", ...rows, ...more].join("\n");
}

function short(text: string): string {
  return cell(shorten(visible(text), LONGEST_CELL));
}

function someFiles(paths: readonly string[]): string {
  return `${paths.slice(0, MOST_PATHS).map(short).join(", ")}${paths.length > MOST_PATHS ? ` and ${paths.length - MOST_PATHS} more` : ""}`;
}

function whatWasDone({ plan }: PullRequestInput): string {
  const steps = plan.steps.slice(0, MOST_ROWS).map((step) => `| ${cell(step.skill.name)} ${step.skill.version} | ${step.fix.map((command) => cell(shorten(visible(fixText(command, step)), LONGEST_COMMAND))).join(", then ")}${step.fix.some((command) => "transform" in command || "edit" in command || "restore" in command || "add" in command) ? " (built into Regreen)" : ""} |`);
  return ["### What was done", "", "| skill | command |", "|---|---|", ...steps, ...(plan.steps.length > MOST_ROWS ? ["", `And ${counted(plan.steps.length - MOST_ROWS, "more skill")}.`] : [])].join("\n");
}

function proof({ result, verdict, plan }: PullRequestInput): string {
  return [
    "### Proof",
    "",
    checkTable(result.checks, plan),
    "",
    `Fix and post-checks ran in ${result.seconds.toFixed(1)} s ${sandboxWords(result)}${result.repeated?.same === true ? ", the fix twice with the same bytes" : ""}, as the fix job tells it. Regreen does not take its word: it checked files, actions, size and secrets again from the patch alone, and the checks of this pull request run everything once more.`,
    "",
    `Policy when this was opened: **${verdict.answer}**. ${prose(shorten(visible(verdict.summary), LONGEST_COMMAND))} The check \`regreen/policy\` has the verdict of now.`,
  ].join("\n");
}

function sandboxWords({ environment: { sandbox }, network }: PullRequestInput["result"]): string {
  if (sandbox === "none") return "**without a sandbox, because the operator asked for that**";
  return network === undefined ? `in a sandbox without network (${sandbox})` : `in a sandbox that reaches the package registries of the operator and nobody else (${sandbox})`;
}

function whatNow({ plan, patch_sha256, repair, labelToSilence, prefix, execution }: PullRequestInput): string {
  const patch = `git show origin/${EVIDENCE_BRANCH}:${evidencePath(repair, "IMPLEMENT", PATCH_FILE)}`;
  return [
    "### What you can do",
    "",
    ...(isPartial(plan) ? [`- **Review every line first.** ${whatToReview(plan)}. Regreen never merges this by itself.`] : []),
    "- **Merge** when `regreen/policy` is green. When the base moves, Regreen builds the branch anew by itself.",
    "- **Reproduce** it in a clone, on the commit that failed:",
    "  ```sh",
    `  git fetch && git switch --detach ${plan.base_sha.slice(0, 12)} && ${patch} | git apply`,
    "  ```",
    `- **Check the patch**: \`${patch} | sha256sum\` gives \`${patch_sha256}\`.`,
    `- **Revert** after merging: the comment \`${prefix} revert ${execution}\`, the button *Revert* below, or \`git revert <commit>\`, with \`-m 1\` where it is a merge.`,
    `- **Decline**: close this pull request, and Regreen leaves this very failure on this branch alone from then on. The label ${code(labelToSilence)} keeps Regreen away from a pull request, \`enabled: false\` in \`.github/regreen.yml\` from the repository.`,
  ].join("\n");
}

function whatToReview({ steps }: PullRequestInput["plan"]): string {
  if (steps.some(({ restore }) => restore !== undefined)) return "This takes back somebody's commit, so that the branch is green while they mend it; closing it is an answer too";
  if (steps.some(({ adds }) => adds !== undefined)) return "The note for the changelog says what the title of the pull request says: whether that tells readers enough, and whether its kind is right, a person knows";
  return "What is expected was changed to what is: the tests passed, and manual review is recommended";
}

const MOST_EXCERPTS = 5;

function excerpts({ failures }: PullRequestInput): readonly string[] {
  return failures.filter((failure) => failure.error_snippet !== "").slice(0, MOST_EXCERPTS).map((failure) => `${code(shorten(visible(failure.check), LONGEST_CELL))}\n\n${fenced(failure.error_snippet)}`);
}

function rules({ verdict }: PullRequestInput): string {
  return folded(`The ${counted(verdict.rules.filter(({ answer }) => answer !== "skipped").length, "rule")} of the policy`, verdictList(verdict));
}

function evidenceList(input: PullRequestInput): string {
  const { evidence, evidenceUrl, repair, plan } = input;
  const rows = evidence.map(({ path, sha256 }) => `${sha256}  ${path}`);
  const where = evidenceUrl === null ? "The files" : `[The files](${evidenceUrl})`;
  return folded("Evidence", [`${where} of ${code(repair)} in the branch \`${EVIDENCE_BRANCH}\`, with their SHA-256 as \`sha256sum --check\` reads them. When the base moves they are renewed; the branch's history keeps these, which stood when this was opened:`, fenced(rows.join("\n")), `Plan \`${plan.plan_id}\``, fenced(announcementsOf(input).join("\n"))].join("\n\n"));
}

function folded(title: string, content: string): string {
  return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}
