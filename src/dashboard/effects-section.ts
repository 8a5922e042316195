/** What was written to GitHub, in words, with a link to what came of it; and what is still to be written. */
import type { Effect, EffectRequest, Receipt } from "../core/repair/effect.ts";
import type { StoredReceipt } from "../ports/store/outbox.ts";
import { html, type Html } from "./html.ts";
import { counted, table } from "./layout.ts";

export interface EffectsInput {
  readonly receipts: readonly StoredReceipt[];
  readonly unfinished: readonly EffectRequest[];
  /** Address of the repository's pages. */
  readonly repository: string;
}

export function effectsSection({ receipts, unfinished, repository }: EffectsInput): Html {
  const done = receipts.map(({ effect, receipt }) => [html`<div>${askedFor(effect)}</div>`, html`<div>${whatCame(receipt, repository)}</div>`]);
  const open = unfinished.map(({ effect }) => [html`<div>${askedFor(effect)}</div>`, html`<span class="waiting">still to be done</span>`]);
  return html`<h2>Written to GitHub</h2>${table(["What was asked for", "What came of it"], [...done, ...open], "Nothing was written to GitHub for this repair.")}`;
}

function askedFor(effect: Effect): Html {
  switch (effect.kind) {
    case "react": return html`react to comment ${effect.comment_id}`;
    case "dispatch_fix": return html`start the workflow <code>${effect.workflow}</code>`;
    case "push_commit": return html`commit ${counted(effect.files.length, "file")} to <code>${effect.branch}</code>`;
    case "open_pull_request": return html`open a pull request: ${effect.title}`;
    case "post_check": return html`check <code>${effect.name}</code> at <code>${effect.head_sha.slice(0, 7)}</code>: ${effect.title}<details><summary class="soft">every rule</summary><pre>${effect.summary}</pre></details>`;
    case "upsert_issue": return html`write an issue: ${effect.title}`;
    case "upsert_comment": return html`comment on #${effect.number}`;
    case "store_evidence": return html`keep ${counted(effect.files.length, "file")} of evidence in <code>${effect.branch}</code>`;
    case "merge_pull_request": return html`merge pull request #${effect.number}`;
    case "rerun_failed_jobs": return html`run the failed jobs of run ${effect.run_id} again`;
    case "delete_caches": return html`delete ${counted(effect.keys.length, "corrupt cache")}: <code>${effect.keys.join(", ")}</code>`;
    case "cancel_run": return html`${effect.how === "force" ? "force-cancel" : "cancel"} run ${effect.run_id}`;
    case "run_operation": return html`run the operator's <code>${effect.name}</code>`;
    case "push_to_pull": return html`commit ${counted(effect.files.length, "file")} to pull request #${effect.number}`;
    case "suggest_changes": return html`suggest ${counted(effect.comments.length, "change")} on pull request #${effect.number}`;
    case "close_pull_request": return html`close pull request #${effect.number}`;
    case "close_issue": return html`close an issue`;
    case "delete_branch": return html`delete the branch <code>${effect.branch}</code>`;
    case "announce": return html`announce in ${effect.channel}: ${effect.text}`;
    default: return effect satisfies never;
  }
}

function whatCame(receipt: Receipt, repository: string): Html {
  switch (receipt.kind) {
    case "react": return html`done`;
    case "dispatch_fix": return receipt.run_id === null ? html`started` : html`<a href="${repository}/actions/runs/${receipt.run_id}">run ${receipt.run_id}</a>`;
    case "push_commit": case "store_evidence": return html`<a href="${repository}/commit/${receipt.commit_sha}">commit <code>${receipt.commit_sha.slice(0, 7)}</code></a>`;
    case "open_pull_request": return html`<a href="${repository}/pull/${receipt.number}">pull request #${receipt.number}</a>`;
    case "post_check": return html`<a href="${repository}/runs/${receipt.check_run_id}">check run ${receipt.check_run_id}</a>`;
    case "upsert_issue": return html`<a href="${repository}/issues/${receipt.number}">issue #${receipt.number}</a>`;
    case "upsert_comment": return html`comment ${receipt.comment_id}`;
    case "merge_pull_request": return receipt.merged ? html`merged` : html`<span class="bad">not merged: ${receipt.reason}</span>`;
    case "rerun_failed_jobs": return html`<a href="${repository}/actions/runs/${receipt.run_id}">run ${receipt.run_id}</a>, attempt ${receipt.attempt}`;
    case "delete_caches": return html`${counted(receipt.deleted, "cache")} deleted`;
    case "cancel_run": return html`<a href="${repository}/actions/runs/${receipt.run_id}">run ${receipt.run_id}</a> ${receipt.cancelled ? "asked to end" : "had ended by itself"}`;
    case "run_operation": return receipt.succeeded ? html`done in ${receipt.seconds.toFixed(1)} s` : html`<span class="bad">did not succeed: ${receipt.said}</span>`;
    case "push_to_pull": return receipt.commit_sha === null ? html`not written: ${receipt.reason}` : html`<a href="${repository}/commit/${receipt.commit_sha}">commit <code>${receipt.commit_sha.slice(0, 7)}</code></a>`;
    case "suggest_changes": return receipt.review_id === null ? html`not said: ${receipt.reason}` : html`review ${receipt.review_id}`;
    case "close_pull_request": return receipt.closed ? html`closed` : html`left open: it is not Regreen's`;
    case "close_issue": return receipt.number === null ? html`there is none` : html`<a href="${repository}/issues/${receipt.number}">issue #${receipt.number}</a>`;
    case "delete_branch": return receipt.deleted ? html`deleted` : html`left: ${receipt.reason}`;
    case "announce": return receipt.delivered ? html`said` : html`<span class="bad">not taken: ${receipt.reason ?? `answered ${receipt.status}`}</span>`;
    case "refused": return html`<span class="bad">GitHub refused it: ${receipt.message}</span>`;
    default: return receipt satisfies never;
  }
}
