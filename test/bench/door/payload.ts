/** A `check_run` delivery of about 25 KB, the size that GitHub sends. */
export const secret = "a secret of the bench";

const noise = Array.from({ length: 40 }, (_, index) => ({
  id: 1000 + index, head_branch: `topic-${index}`, head_sha: String(index).padStart(40, "a"), url: `https://api.github.com/repos/octo/hello/check-suites/${index}`,
  app: { id: 15368, slug: "github-actions", name: "GitHub Actions", description: "Automate your workflow from idea to production. ".repeat(5), external_url: "https://help.github.com/en/actions" },
}));

export const payload = Buffer.from(JSON.stringify({
  action: "completed", check_run: { id: 4, name: "ci / lint", head_sha: "a".repeat(40), status: "completed", conclusion: "failure", check_suite: { id: 5, head_branch: "main" }, noise },
  repository: { id: 7, full_name: "octo/hello", default_branch: "main", owner: { login: "octo" } }, sender: { login: "octo", id: 1 }, installation: { id: 42, node_id: "MDIz" },
}));
