/** The issue by which a failure is handed to a person: one per fingerprint, updated and not repeated (row P6). */
import { pathProblem } from "../fix/path-rules.ts";
import type { Digest } from "../identity/digest.ts";
import type { FixId, GitSha } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import { announce } from "./announcement.ts";
import { failureName } from "./failure-name.ts";
import { cell, code, fenced, prose, shorten, titleText } from "./neutral-text.ts";

export interface EscalationInput {
  readonly repair: FixId;
  readonly at: Timestamp;
  readonly failure: PendingFix;
  /** Why Regreen does not mend it, as a sentence. */
  readonly reason: string;
  readonly branch: string;
  readonly runUrl: string | null;
  /** Where the files of the failing commit can be read: a path goes behind it. Null: nowhere. */
  readonly sourceUrl: string | null;
  /** What was tried, oldest first; empty when nothing was. */
  readonly diary: readonly string[];
  /** How often it was seen, and which of its tests are flaky, in sentences (Markdown, safe to publish). */
  readonly seenBefore?: readonly string[];
  /** The commit since which it is green again, and when that was seen. */
  readonly recovered?: { readonly sha: GitSha; readonly at: Timestamp };
}

export interface EscalationText {
  readonly title: string;
  readonly body: string;
  readonly marker: string;
}

export function escalationMarker(fingerprint: Digest): string {
  return `<!-- regreen:fingerprint:${fingerprint} -->`;
}

/** What a person wants first stands first: what fails, where, what the log says, what can be done. What Regreen made of it is folded. */
export function buildEscalation(input: EscalationInput): EscalationText {
  const { failure, seenBefore = [] } = input;
  const marker = escalationMarker(failure.fingerprint);
  const sections = [
    marker,
    ...(input.recovered === undefined ? [] : [`**Green again** since ${input.recovered.sha} (seen ${input.recovered.at}). There is nothing to do; should the failure come back, Regreen opens this issue again.`]),
    inShort(input),
    ...(failure.failing_tests.length === 0 ? [] : [section("Failing tests", tests(failure))]),
    ...(failure.locations.length === 0 ? [] : [section("Where", places(failure, input.sourceUrl))]),
    ...(failure.error_snippet === "" ? [] : [section("What the log says", fenced(failure.error_snippet))]),
    ...(seenBefore.length === 0 ? [] : [section("Seen before", seenBefore.map((line) => `- ${line}`).join("\n"))]),
    section("What you can do", whatNow),
    ...(input.diary.length === 0 ? [] : [folded("What was tried", input.diary.map((line) => `- ${prose(line)}`).join("\n"))]),
    folded("Diagnosis", diagnosis(input)),
  ];
  return { title: shorten(titleOf(failure), 120), body: shorten(sections.join("\n\n"), 60_000), marker };
}

const whatNow = [
  "- Mend it by hand, then close this issue. Should the same failure come back, Regreen opens this issue again, not a new one.",
  "- Or close it *as not planned*: Regreen then leaves it closed.",
].join("\n");

function section(title: string, content: string): string {
  return `### ${title}\n\n${content}`;
}

function folded(title: string, content: string): string {
  return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

function inShort({ failure, branch, reason, runUrl }: EscalationInput): string {
  const fails = runUrl === null ? "fails" : `[fails](${runUrl})`;
  return `${code(failure.check)} ${fails} on ${code(branch)} at ${failure.head_sha.slice(0, 7)}. Regreen does not mend it: ${prose(reason)}.`.replace(/\.\.$/, ".");
}

function titleOf(failure: PendingFix): string {
  return titleText(`${failure.check} fails: ${whatFails(failure)}`);
}

function whatFails({ failing_tests: [test, ...others], locations: [place], failure_class, tool }: PendingFix): string {
  if (test !== undefined) return `test “${test}”${others.length === 0 ? "" : ` and ${others.length} more`}`;
  const complaint = failureName({ failure_class, tool });
  if (place?.message != null) return `${complaint}: ${place.message}`;
  return failure_class === "unknown" ? "Regreen cannot tell why" : complaint;
}

function diagnosis({ failure, repair, at, runUrl }: EscalationInput): string {
  const rows: readonly (readonly [string, string])[] = [
    ["class", cell(failure.failure_class)],
    ["tool", failure.tool === null ? "not known" : cell(failure.tool)],
    ["confidence", `${Math.round(failure.confidence * 100)} %`],
    ["complexity", `${failure.mps.complexity} of 5`],
    ["priority", `${failure.mps.priority} (P0 is the most urgent)`],
    ["fingerprint", `\`${failure.fingerprint}\``],
    ["repair", `\`${repair}\``],
    ["last seen", `${at}, at ${failure.head_sha.slice(0, 7)}`],
  ];
  const announced = announce({ kind: "ESCALATED", pattern: failure.pattern_name, because: { link: runUrl ?? failure.check } });
  return `| | |\n|---|---|\n${rows.map(([name, value]) => `| ${name} | ${value} |`).join("\n")}\n\n${fenced(announced)}`;
}

function tests({ failing_tests }: PendingFix): string {
  return `${failing_tests.slice(0, 20).map((name) => `- ${code(name)}`).join("\n")}${more(failing_tests.length, 20)}`;
}

function places({ locations }: PendingFix, url: string | null): string {
  const rows = locations.slice(0, 10).map((place) => `- ${placeLink(place, url)}${place.message === null ? "" : `: ${code(shorten(place.message, 200))}`}`);
  return `${rows.join("\n")}${more(locations.length, 10)}`;
}

/** A file of the repository becomes a link; what lies elsewhere is only named. */
function placeLink({ file, line }: PendingFix["locations"][number], url: string | null): string {
  const text = code(`${file}${line === null ? "" : `:${line}`}`);
  const outside = url === null || pathProblem(file) !== null || file.split("/").includes("node_modules");
  return outside ? text : `[${text}](${url}/${file.split("/").map(encoded).join("/")}${line === null ? "" : `#L${line}`})`;
}

/** Brackets too, so that the address cannot end early. */
function encoded(part: string): string {
  return encodeURIComponent(part).replace(/[()'!*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

function more(total: number, shown: number): string {
  return total > shown ? `\n- and ${total - shown} more` : "";
}
