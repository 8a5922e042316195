/** The ModLog tells a repository what was done to it: an entry per repair, newest first, built from the evidence (formats.md, "ModLog entry"). */
import type { FixPlan } from "../fix/plan.ts";
import type { CheckComparison, FixResult } from "../fix/result.ts";
import type { PatchCheck } from "../fix/check-patch.ts";
import type { Digest } from "../identity/digest.ts";
import type { ExecutionId } from "../identity/identifier.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import type { PendingFix } from "../failure/pending-fix.ts";
import { counted, failureName, failureNames, problemCount } from "./failure-name.ts";
import { shorten, visible } from "./neutral-text.ts";

export interface RepairAccount {
  readonly at: Timestamp;
  readonly execution: ExecutionId;
  readonly plan: FixPlan;
  readonly result: FixResult;
  readonly check: PatchCheck;
  readonly patch_sha256: Digest;
  readonly failures: readonly PendingFix[];
}

const TITLE = "# ModLog";

/**
 * The entry as Markdown, ending in one newline. The same account gives the same bytes. Blank lines stand where prettier wants them,
 * so that a repository which checks its Markdown does not turn red by our own entry.
 */
export function buildModLogEntry(account: RepairAccount): string {
  const { at, execution, failures, patch_sha256, plan } = account;
  const standards = [...new Set(failures.flatMap((failure) => failure.standards))];
  return [
    `## ${at.slice(0, 10)} - Autonomous ${failureNames(failures)} fix${standards.length === 0 ? "" : ` (${standards.join(", ")})`}`,
    "",
    "**Change Type**: Auto-Fix via Skill",
    `**Skill**: ${plan.steps.map(({ skill }) => `${skill.name} v${skill.version}`).join(", ")}`,
    `**Execution ID**: ${execution}`,
    `**Fingerprint**: ${[...new Set(failures.map((failure) => failure.fingerprint))].join(", ")}`,
    `**Patch**: sha256:${patch_sha256}`,
    "",
    "### What Changed",
    "",
    ...account.check.files.map((file) => changeLine(file.path, failures)),
    "",
    "### Why This Change",
    "",
    ...failures.map(reasonLine),
    "",
    "### Metrics",
    "",
    ...metricLines(account),
    "",
  ].join("\n");
}

function changeLine(path: string, failures: readonly PendingFix[]): string {
  const places = failures.flatMap((failure) => failure.locations).filter((location) => location.file === path);
  const lines = [...new Set(places.flatMap((place) => (place.line === null ? [] : [place.line])))].sort((a, b) => a - b);
  const rules = [...new Set(places.flatMap((place) => (place.rule === null ? [] : [place.rule])))];
  const where = lines.length === 0 ? "" : ` (${lines.length === 1 ? "line" : "lines"} ${shorten(lines.join(", "), 60)})`;
  return `- ${plain(path)}${where}: ${rules.length === 0 ? kindsFor(path, failures) : plain(shorten(rules.join(", "), 120))}`;
}

function kindsFor(path: string, failures: readonly PendingFix[]): string {
  const kinds = failures.filter((failure) => failure.file_paths.includes(path)).map((failure) => failure.failure_class);
  return [...new Set(kinds)].join(", ") || "repaired";
}

function reasonLine(failure: PendingFix): string {
  const { mps, confidence, head_sha, check } = failure;
  return `- check \`${plain(check).replaceAll("`", "'")}\` failed at ${head_sha.slice(0, 7)}: ${failureName(failure)}, ${counted(problemCount(failure), "problem")}; complexity ${mps.complexity}, ${mps.priority}, confidence ${confidence.toFixed(2)}`;
}

function metricLines({ result, check }: RepairAccount): readonly string[] {
  return [
    `- Tokens: 0 · Time: ${result.seconds.toFixed(1)} s · Files: ${check.files.length} · Lines: +${check.added} −${check.removed}`,
    ...result.checks.map((one) => `- Post-check: ${passed(one) ? "passed" : "failed"} (${plain(one.name)}: before: ${outcomeWords(one.before)}, after: ${outcomeWords(one.after)})`),
    "- Revert: `git revert <commit>`, with `-m 1` where it is a merge",
  ];
}

/** A number where the tool tells one, and never the tool's own words: a spelling checker would find its own complaint in our entry, and turn the repository red by it. */
function outcomeWords({ exit, summary }: CheckComparison["before"]): string {
  const [found] = /\b\d{1,9} (?:problem|error|issue|warning|file|offense|failure)s?\b/i.exec(summary) ?? [];
  return found ?? (exit === 0 ? "passed" : exit === null ? "stopped" : `exit ${exit}`);
}

function passed(one: CheckComparison): boolean {
  return one.after.exit === 0;
}

function plain(text: string): string {
  return visible(text).replace(/\s+/g, " ").replaceAll("<", "&lt;");
}

/** The log with the entry on top. An entry of the same execution is replaced, so building again changes nothing else. */
export function insertModLogEntry(existing: string | null, entry: string): string {
  const text = (existing ?? "").replace(/\r\n/g, "\n");
  const execution = /\*\*Execution ID\*\*: (\S+)/.exec(entry)?.[1] ?? "";
  const { head, entries } = splitEntries(text);
  const kept = entries.filter((one) => execution === "" || !one.includes(`**Execution ID**: ${execution}\n`));
  const title = head.trim() === "" ? TITLE : head.trim();
  return `${[title, entry.trim(), ...kept.map((one) => one.trim())].join("\n\n")}\n`;
}

/** What stands before the first entry, and the entries. */
export function splitEntries(text: string): { readonly head: string; readonly entries: readonly string[] } {
  const parts = text.split(/^(?=## \d{4}-\d{2}-\d{2} - )/m);
  // Nothing is split off where the text begins with an entry.
  return /^## \d{4}-\d{2}-\d{2} - /.test(parts[0] ?? "") ? { head: "", entries: parts } : { head: parts[0] ?? "", entries: parts.slice(1) };
}
