/** What was tried, told from the ledger in sentences, oldest first: for the person to whom a repair is handed. */
import type { LedgerEntry } from "../ledger/entry.ts";
import type { Effect } from "./effect.ts";
import type { Phase } from "./phase.ts";

const MOST_LINES = 40;

/** One line each: `2026-11-20 21:30:04: it began PLAN, which skills run, and which files they may write`. Times are UTC. */
export function diaryOf(history: readonly LedgerEntry[]): readonly string[] {
  const lines = history.flatMap((entry) => {
    const told = tellEntry(entry);
    return told === null ? [] : [`${entry.at.slice(0, 19).replace("T", " ")}: ${told}`];
  });
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, 5), `… ${lines.length - MOST_LINES} more …`, ...lines.slice(5 - MOST_LINES)];
}

/** What each phase is for (mission.md, "The life of a repair"). */
const aims = {
  STRATEGIZE: "whether to act at all", SPEC: "what must turn green", PLAN: "which skills run, and which files they may write", THINK: "what could go wrong",
  IMPLEMENT: "the change that the fix job made", VERIFY: "the checks before and after it", REVIEW: "what the policies say of it", PR: "the pull request", MONITOR: "what becomes of the pull request",
} as const satisfies Record<Phase, string>;

const writes = {
  dispatch_fix: "to start the fix job", push_commit: "to store the commit on a branch of its own", push_to_pull: "to push the commit to the pull request", suggest_changes: "to suggest the change on its lines",
  open_pull_request: "to open the pull request", close_pull_request: "to close the pull request", merge_pull_request: "to merge the pull request", post_check: "to show a check", upsert_issue: "to write the issue",
  upsert_comment: "to write a comment", announce: "to announce it in a chat", store_evidence: "to publish the evidence", rerun_failed_jobs: "to run the failed jobs again", delete_caches: "to delete caches",
  cancel_run: "to cancel the run", run_operation: "to run an operation of the operator's", react: "to react to a comment", delete_branch: "to delete a branch of its own", close_issue: "to close the issue",
} as const satisfies Record<Effect["kind"], string>;

type Told = Pick<LedgerEntry, "kind" | "phase" | "payload">;

/** Null: of how the work was shared out, which is no matter of the repair's. */
function tellEntry({ kind, phase, payload }: Told): string | null {
  const text = (name: string): string => (typeof payload[name] === "string" ? payload[name] : "");
  switch (kind) {
    case "repair_opened": return "the failure was told, and this repair began";
    case "phase_entered": return `it began ${phase === null ? "" : `${phase}, ${aims[phase]}`}`;
    case "backtracked": return `it went back to ${phase ?? "the beginning"}${because(text("reason"))}`;
    case "phase_refused": return `it was refused to go on to ${text("to")}${because(text("message"))} (refusal ${String(payload["violations"] ?? "")} of 3)`;
    case "effect_requested": return `GitHub is to be asked ${askedFor(payload)}`;
    case "effect_done": return tellReceipt(payload);
    case "policy_evaluated": return `the ${text("gate")} gate answered ${text("answer")}${because(text("summary"))}`;
    case "budget_spent": return text("reason") || text("what") || "something was spent of a budget";
    case "stopped": return `it stopped (${text("status").replaceAll("_", " ")})${because(text("reason"))}`;
    case "human_decision": return `${text("by") || "a person"} decided: ${text("decision") || "a request"}${because(text("reason"))}`;
    case "standing_changed": return `${text("skill")} ${text("version")} is ${text("to").replaceAll("_", " ")} here now${because(text("reason"))}`;
    case "prompt_attested": return "a language model was asked";
    case "skill_replayed": return "a skill was tried on recorded failures";
    case "lease_acquired":
    case "lease_lost":
    case "lease_contended":
    case "checkpoint": return null;
    default: return kind satisfies never;
  }
}

function because(reason: string): string {
  return reason === "" ? "" : `: ${reason}`;
}

function askedFor({ effect }: LedgerEntry["payload"]): string {
  return typeof effect === "string" && Object.hasOwn(writes, effect) ? writes[effect as Effect["kind"]] : "for something";
}

/** What GitHub would not do is told with its words; an older entry may have no receipt. */
function tellReceipt({ effect, receipt }: LedgerEntry["payload"]): string {
  const refusal = typeof receipt === "object" && receipt !== null && !Array.isArray(receipt) && receipt["kind"] === "refused" ? receipt["message"] : null;
  return refusal === null ? `GitHub did as it was asked ${askedFor({ effect: effect ?? null })}` : `GitHub refused ${askedFor({ effect: effect ?? null })}${because(typeof refusal === "string" ? refusal : "")}`;
}
