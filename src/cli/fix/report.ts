/** What `regreen fix` says at the end: for people, and the same as one JSON object. */
import type { FixPlan } from "../../core/fix/plan.ts";
import type { ExecutionId } from "../../core/identity/identifier.ts";
import type { FixResult } from "../../core/fix/result.ts";
import type { PendingFix } from "../../core/failure/pending-fix.ts";
import type { Choice } from "../../core/skill/choose.ts";
import { plainText } from "../plain-text.ts";

export interface Suggested { readonly execution: ExecutionId; readonly why: string }

export interface TriedPlan {
  readonly plan: FixPlan;
  readonly result: FixResult;
  readonly patch: Uint8Array;
  readonly kept: boolean;
  /** Under which execution the patch is kept, and why it was not applied; null: it was, or there is none. */
  readonly suggested: Suggested | null;
  readonly added: number;
  readonly removed: number;
}

export interface FixReport {
  readonly dryRun: boolean;
  readonly check: string;
  readonly failures: readonly PendingFix[];
  readonly choices: readonly Choice[];
  readonly tried: readonly TriedPlan[];
  readonly modLog: string | null;
  /** Folder of the evidence; null where nothing was written. */
  readonly evidence: string | null;
  /** Exit code of the command when it was run again; null where it was not. */
  readonly rerun: number | null;
}

export function reportJson(report: FixReport): string {
  return `${JSON.stringify({
    version: 1, dry_run: report.dryRun, check: report.check, failures: report.failures,
    refusals: report.choices.flatMap((choice) => (choice.skill === null ? [{ fingerprint: choice.report.fingerprint, refusal: choice.refusal, reason: choice.reason }] : [])),
    plans: report.tried.map(({ plan, result, patch, kept, suggested }) => ({ plan_id: plan.plan_id, skills: plan.steps.map((step) => step.skill), kept, suggested, result, patch: Buffer.from(patch).toString("utf8") })),
    modlog: report.modLog, evidence: report.evidence, rerun_exit: report.rerun,
  }, null, 2)}\n`;
}

/** What came of it; the failures were shown before. */
export function reportText(report: FixReport): string {
  const lines = [...report.tried.flatMap((one) => triedLines(one, report.dryRun)), ...endLines(report)];
  return `${plainText(lines.join("\n")).replace(/\n{3,}/g, "\n\n").trimEnd()}\n`;
}

/** Each failure with what is planned for it: shown before anything runs. */
export function failureText(choices: readonly Choice[]): string {
  const head = `${choices.length} ${choices.length === 1 ? "failure" : "failures"} in the log`;
  return `${plainText([head, ...choices.flatMap((choice) => [`  ${describe(choice)}`, `    ${planned(choice)}`])].join("\n"))}\n\n`;
}

function describe({ report }: Choice): string {
  const first = report.locations[0];
  const place = first === undefined ? (report.file_paths[0] ?? "") : `${first.file}${first.line === null ? "" : `:${first.line}`}`;
  const more = Math.max(report.locations.length, report.file_paths.length) - 1;
  const words = [first?.rule, first?.message].filter((word) => word != null && word !== "").join(" ");
  return [`${report.failure_class}${report.tool === null ? "" : ` (${report.tool})`}`, `${place}${more > 0 ? ` and ${more} more` : ""}`, words].filter((part) => part !== "").join("  ");
}

function planned(choice: Choice): string {
  if (choice.skill === null) return `not repaired: ${choice.reason}`;
  const files = choice.files.length > 3 ? `${choice.files.slice(0, 3).join(", ")} and ${choice.files.length - 3} more` : choice.files.join(", ");
  return `${choice.skill.name} v${choice.skill.contract.version} on ${files}`;
}

const outcomes = { changed: "fixed", unchanged: "nothing changed", failed: "rolled back", refused: "refused" } as const;

function triedLines({ plan, result, patch, added, removed, suggested }: TriedPlan, dryRun: boolean): readonly string[] {
  const skills = plan.steps.map((step) => step.skill.name).join(", ");
  const outcome = (dryRun || suggested !== null) && result.outcome === "changed" ? "would fix" : outcomes[result.outcome];
  return [
    `${skills}: ${outcome}${result.reason === null ? "" : `: ${result.reason}`}`,
    ...result.files.map((file) => `  ${file.path}`),
    ...(result.outcome === "changed" ? [`  +${added} −${removed} lines`] : []),
    ...result.checks.map((check) => `  ${check.name}: ${check.before.summary} → ${check.after.summary}`),
    ...(suggested === null ? [] : [`  Not applied: ${suggested.why}.`, `  The patch is kept: regreen apply ${suggested.execution}`]),
    ...(dryRun && patch.length > 0 ? ["", Buffer.from(patch).toString("utf8")] : []),
  ];
}

function endLines(report: FixReport): readonly string[] {
  const sandbox = report.tried.find(({ result }) => result.environment.sandbox === "none") === undefined ? [] : ["", "No sandbox was used, because you asked for that."];
  if (report.dryRun) return [...sandbox, "", "Dry run: nothing was written."];
  return [
    ...sandbox,
    ...(report.modLog === null ? [] : ["", `${report.modLog} has the entry.`]),
    ...(report.evidence === null ? [] : [`Evidence: ${report.evidence}`]),
    ...(report.rerun === null ? [] : [report.rerun === 0 ? `\`${report.check}\` passes now.` : `\`${report.check}\` still fails (exit ${report.rerun}): see its output above.`]),
  ];
}
