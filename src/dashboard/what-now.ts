/** What a repair waits for, and what a person can do: every state has an answer. */
import type { Repair } from "../core/repair/repair.ts";
import { html, type Html } from "./html.ts";
import { linked, toldWhere } from "./repairs-page.ts";

interface Words { readonly waits: Html; readonly person: Html }

export function whatNow(repair: Repair, webUrl: string): Html {
  const { waits, person } = wordsFor(repair, webUrl);
  return html`<div class="card next ${repair.step === "closed" ? "over" : ""}"><p><b>${repair.step === "closed" ? "It is over:" : "It waits:"}</b> ${waits}</p><p><b>You can:</b> ${person}</p></div>`;
}

function wordsFor(repair: Repair, webUrl: string): Words {
  const told = toldWhere(repair, webUrl);
  const reason = linked(sentence(repair.reason));
  if (repair.hold !== undefined) return { waits: reason, person: html`<a href="/repairs/${repair.id}/steer">steer it</a>, comment <code>/autofix resume</code> where it stands, or run <code>regreen resume ${repair.id}</code>.` };
  switch (repair.step) {
    case "diagnose": return { waits: html`the log is about to be read. ${reason}`, person: html`wait: this takes seconds.` };
    case "collect": return { waits: html`the fix job works on it. ${reason}`, person: html`look at the runs of the workflow <a href="${webUrl}/${repair.subject.repository.name}/actions/workflows/regreen-fix.yml">regreen-fix.yml</a>.` };
    case "gate": return { waits: reason, person: repair.status === "escalated" ? html`wait: an issue is being written.` : html`review ${told ?? "the pull request"}: merge it when <code>regreen/policy</code> is green, or close it to decline.` };
    case "guard": return { waits: reason, person: html`look at the check <code>regreen/policy</code> of ${told ?? "the pull request"}: it says what does not hold, and why.` };
    case "onboard": return { waits: reason, person: html`merge ${told ?? "the onboarding pull request"} to switch Regreen on, or close it to keep it off.` };
    case "observe": return { waits: reason, person: html`look at the repository's issues: what the log shows is told there, as far as <code>alerts</code> of .github/regreen.yml ask for it.` };
    case "closed": return ended(repair, { reason, told });
    default: return repair.step satisfies never;
  }
}

function ended({ status, subject }: Repair, { reason, told }: { readonly reason: Html; readonly told: Html | null }): Words {
  switch (status) {
    case "merged": return { waits: reason, person: html`leave it. To undo it, write <code>/autofix revert</code> on ${told ?? "the pull request"}, or revert it on GitHub.` };
    case "escalated": return { waits: html`Regreen does not mend it: ${reason}`, person: html`read the diagnosis in ${told ?? "the repository's issues"}, mend it by hand, and close the issue; closed as not planned, it stays closed.` };
    case "closed": return { waits: reason, person: html`leave it; a new failed run on ${subject.branch} opens a new repair.` };
    case "skipped": case "failed": return { waits: reason, person: html`leave it, or run the failed workflow again: a new failed run opens a new repair.` };
    case "pending": case "planned": case "running": case "verified": case "proposed": case "paused": case "waiting_approval": return { waits: reason, person: html`leave it.` };
    default: return status satisfies never;
  }
}

function sentence(reason: string | null): string {
  return reason === null ? "" : /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
