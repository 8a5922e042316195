/** What a token may do: read one repository, or the writes of one effect and nothing else (attack C03). */
import type { Effect } from "../../core/repair/effect.ts";
import type { Permissions } from "./operations.ts";

/** Of the reader's token. */
export const readPermissions = { actions: "read", checks: "read", contents: "read", metadata: "read", pull_requests: "read", statuses: "read" } as const satisfies Permissions;

/** Of the token that looks into a team: an organisation's permission, which an operator may give and the App does not ask for. */
export const teamPermissions = { members: "read" } as const satisfies Permissions;

/** Of the token that one effect is performed with. A pull request takes labels and comments through the issues API, so both are named there. */
export const effectPermissions = {
  react: { issues: "write", pull_requests: "write" },
  dispatch_fix: { actions: "write" },
  push_commit: { contents: "write" },
  open_pull_request: { contents: "read", issues: "write", pull_requests: "write" },
  post_check: { checks: "write" },
  upsert_issue: { issues: "write" },
  upsert_comment: { issues: "write", pull_requests: "write" },
  store_evidence: { contents: "write" },
  merge_pull_request: { contents: "write", pull_requests: "read" },
  rerun_failed_jobs: { actions: "write" },
  delete_caches: { actions: "write" },
  cancel_run: { actions: "write" },
  /** Nothing of it is done on GitHub. */
  run_operation: { metadata: "read" },
  push_to_pull: { contents: "write", pull_requests: "read" },
  suggest_changes: { pull_requests: "write" },
  close_pull_request: { issues: "write", pull_requests: "write" },
  close_issue: { issues: "write" },
  delete_branch: { contents: "write", pull_requests: "read" },
  /** Nothing of it is done on GitHub. */
  announce: { metadata: "read" },
} as const satisfies Record<Effect["kind"], Permissions>;
