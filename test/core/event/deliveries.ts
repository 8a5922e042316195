/** Payloads as GitHub sends them, cut to what Regreen reads and a few fields that it must not mind. */
export const sha = "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d";
export const facts = { now: "2026-11-20T21:30:00.000Z" as never, seed: "k3f9" };
export const envelope = {
  repository: { id: 7, full_name: "octo/hello", default_branch: "main", private: false, owner: { login: "octo" } },
  installation: { id: 42, node_id: "x" },
  sender: { login: "octocat" },
};

export function workflowRun(run: object = {}, action = "completed"): object {
  return {
    action, ...envelope,
    workflow_run: {
      id: 900, run_attempt: 1, name: "CI", path: ".github/workflows/ci.yml", event: "push", display_title: "Add hello",
      status: "completed", conclusion: "failure", head_sha: sha, head_branch: "main", head_repository: { id: 7 }, pull_requests: [],
      logs_url: "http://169.254.169.254/", ...run,
    },
  };
}

export function checkRun(check: object = {}, action = "completed"): object {
  return {
    action, ...envelope,
    check_run: {
      id: 31, name: "lint", status: "completed", conclusion: "failure", head_sha: sha, app: { id: 5, slug: "circleci-checks" },
      check_suite: { id: 3, head_branch: "main" }, pull_requests: [], ...check,
    },
  };
}

export function status(change: object = {}): object {
  return {
    ...envelope, id: 61, sha, name: "octo/hello", context: "ci/jenkins", state: "failure", description: "Build #7 failed", target_url: "http://169.254.169.254/latest/meta-data/",
    branches: [{ name: "topic", commit: { sha: "f".repeat(40) }, protected: false }, { name: "main", commit: { sha }, protected: true }], ...change,
  };
}
