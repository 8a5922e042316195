/**
 * The writer's port over the REST API. Each effect has a file of its own, which looks first, then acts, then reads back. GitHub's permanent
 * refusals (not permitted, not there, not valid) are receipts; everything else is a fault, and the relay comes again and looks again.
 */
import { Fault } from "../../../core/fault/fault.ts";
import { Effect, type Receipt } from "../../../core/repair/effect.ts";
import type { ContentSource, GitHubWriter, StillHeld } from "../../../ports/github.ts";
import type { Client, Session } from "../client.ts";
import { effectPermissions } from "../permissions.ts";
import { createSelf } from "../self.ts";
import { closeIssue } from "./close-issue.ts";
import { closePullRequest } from "./close-pull-request.ts";
import { pushToPull } from "./push-to-pull.ts";
import { suggestChanges } from "./suggest-changes.ts";
import { cancelRun } from "./cancel-run.ts";
import { deleteBranch } from "./delete-branch.ts";
import { deleteCaches } from "./delete-caches.ts";
import type { Desk } from "./desk.ts";
import { dispatchFix } from "./dispatch-fix.ts";
import { mergePullRequest } from "./merge-pull-request.ts";
import { openPullRequest } from "./open-pull-request.ts";
import { postCheck } from "./post-check.ts";
import { pushCommit } from "./push-commit.ts";
import { react } from "./react.ts";
import { rerunFailedJobs } from "./rerun-failed-jobs.ts";
import { storeEvidence } from "./store-evidence.ts";
import { upsertComment } from "./upsert-comment.ts";
import { upsertIssue } from "./upsert-issue.ts";

export function createWriter(client: Client, content: ContentSource): GitHubWriter {
  const whoWeAre = createSelf(client);
  return {
    async perform(repository, effect, held = always) {
      const fits = Effect.safeParse(effect);
      if (!fits.success) return refused("github-invalid", `${effect.kind}: ${fits.error.issues[0]?.path.join(".") ?? ""} ${fits.error.issues[0]?.message ?? ""}`);
      try {
        return await performOne({ session: fenced(client.session(repository, effectPermissions[effect.kind]), held), self: await whoWeAre(), content }, effect);
      } catch (error) {
        if (error instanceof Fault && permanent.includes(error.code)) return refused(error.code, error.message);
        throw error;
      }
    },
  };
}

const always: StillHeld = () => Promise.resolve();

/** A worker that stood still may come to its write after another has taken the effect over: so it is asked at the last moment. */
function fenced(session: Session, held: StillHeld): Session {
  return {
    ...session,
    async ask(operation, parameters) {
      if (operation.startsWith("GET ")) return looking(() => session.ask(operation, parameters));
      await held();
      return session.ask(operation, parameters);
    },
  };
}

/** A look that GitHub calls invalid (422) may be a passing confusion of its own: the relay comes again, as often as for a bug, instead of leaving the effect undone. */
async function looking<Answer>(look: () => Promise<Answer>): Promise<Answer> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Fault && error.code === "github-invalid") throw new Fault("github-conflict", { detail: error.detail ?? error.message, cause: error });
    throw error;
  }
}

const permanent: readonly string[] = ["github-forbidden", "github-invalid", "github-missing"] satisfies readonly Fault["code"][];

function refused(code: string, message: string): Receipt {
  return { kind: "refused", code, message };
}

async function performOne(desk: Desk, effect: Effect): Promise<Receipt> {
  switch (effect.kind) {
    case "react": return react(desk, effect);
    case "dispatch_fix": return dispatchFix(desk, effect);
    case "push_commit": return pushCommit(desk, effect);
    case "open_pull_request": return openPullRequest(desk, effect);
    case "post_check": return postCheck(desk, effect);
    case "upsert_issue": return upsertIssue(desk, effect);
    case "upsert_comment": return upsertComment(desk, effect);
    case "store_evidence": return storeEvidence(desk, effect);
    case "merge_pull_request": return mergePullRequest(desk, effect);
    case "rerun_failed_jobs": return rerunFailedJobs(desk, effect);
    case "delete_caches": return deleteCaches(desk, effect);
    case "cancel_run": return cancelRun(desk, effect);
    case "run_operation": return refused("setting-invalid", `no operations are set up here: ${effect.name} is not known`);
    case "push_to_pull": return pushToPull(desk, effect);
    case "suggest_changes": return suggestChanges(desk, effect);
    case "close_pull_request": return closePullRequest(desk, effect);
    case "close_issue": return closeIssue(desk, effect);
    case "delete_branch": return deleteBranch(desk, effect);
    case "announce": return refused("setting-invalid", `no chat is set up here: ${effect.channel} is not known`);
    default: return effect satisfies never;
  }
}
