/** The rest of the world where the gate governs everybody's pull requests: somebody offers a change, from a branch or a fork, its CI passes, and it is merged or queued. */
import { REPOSITORY, type Check, type Pull, type Run } from "./hub/hub.ts";
import type { Plot } from "./plot.ts";
import type { Stage, World } from "./world.ts";

const CI_SECONDS = 25;
const PERSON_SECONDS = 90;
const FORK = 8;
const governed = "version: 1\nreact: {branches: [\"never\"]}\ngate: {govern: all}\n";
const envelope = { repository: { id: REPOSITORY.id, full_name: REPOSITORY.name, default_branch: REPOSITORY.default_branch }, installation: { id: REPOSITORY.installation_id } };

export class Contributors implements World {
  readonly #stage: Stage;
  readonly #from: NonNullable<Plot["guarded"]>;

  constructor(stage: Stage, from: NonNullable<Plot["guarded"]>) {
    this.#stage = stage;
    this.#from = from;
    stage.hub.listener = this;
  }

  begin(): void {
    const { hub, deliver } = this.#stage;
    hub.git.commitFiles("main", { "src/app.js": "export const answer = 42;\n", ".github/regreen.yml": governed, "README.md": "hello\n" });
    const pull = this.#offer();
    const sha = hub.headOf(pull);
    const side = { ref: pull.head, sha, repo: { id: pull.headRepository } };
    const base = { ref: "main", sha: hub.git.refs.get("main"), repo: { id: REPOSITORY.id } };
    deliver("pull_request", { ...envelope, action: "opened", pull_request: { number: pull.number, state: "open", updated_at: hub.moment(hub.now()), head: side, base } }, true);
    this.#ci(pull.head, sha, pull.headRepository);
  }

  /** A fork may have branches of any name, one of ours among them (attack G12). */
  #offer(): Pull {
    const { hub } = this.#stage;
    const isFork = this.#from === "fork";
    const head = isFork ? "regreen/fix_20261120_081500_fork" : "feature";
    const pull: Pull = {
      number: hub.number(), state: "open", merged: false, merge_commit_sha: null, author: "mona", head, headRepository: isFork ? FORK : REPOSITORY.id,
      base: "main", title: "Another answer", body: "", labels: [],
    };
    hub.git.refs.set(hub.refOf(pull), hub.git.refs.get("main") ?? "");
    hub.git.commitFiles(hub.refOf(pull), { "src/app.js": "export const answer = 43;\n" });
    hub.pulls.push(pull);
    return pull;
  }

  pullClosed(): void {
    // Regreen closes no pull request that it did not open.
  }

  checkPosted({ name, conclusion, head_sha }: Check): void {
    if (name !== "regreen/policy" || conclusion !== "success") return;
    this.#stage.later(PERSON_SECONDS, () => this.#allowed(head_sha));
  }

  isOver(): boolean { return true; }

  issueOpened(): void { throw new Error("nobody is told anything here"); }
  dispatched(): void { throw new Error("nothing is mended here"); }
  pullOpened(): void { throw new Error("nothing is offered here"); }
  pushed(): void { throw new Error("nothing is pushed here"); }

  /** What passed is merged; where there is a queue, it goes there first and is merged once it has passed again. */
  #allowed(head: string): void {
    const { hub } = this.#stage;
    const pull = hub.pulls.find(({ state }) => state === "open");
    if (pull === undefined) return;
    const queued = hub.git.refs.get(queueOf(pull));
    if (this.#from === "queue" && head !== queued) return this.#enqueue(pull);
    this.#merge(pull, queued ?? this.#mergeCommit(pull));
  }

  #enqueue(pull: Pull): void {
    const { hub, deliver } = this.#stage;
    if (hub.git.refs.has(queueOf(pull))) return;
    const sha = this.#mergeCommit(pull);
    const base = hub.git.refs.get("main") ?? "";
    hub.git.refs.set(queueOf(pull), sha);
    const group = { head_sha: sha, head_ref: `refs/heads/gh-readonly-queue/main/pr-${pull.number}-${base}`, base_sha: base, base_ref: "refs/heads/main" };
    deliver("merge_group", { ...envelope, action: "checks_requested", merge_group: group }, true);
    this.#ci(queueOf(pull), sha, REPOSITORY.id);
  }

  #mergeCommit(pull: Pull): string {
    const { git } = this.#stage.hub;
    const [onto, head] = [git.refs.get("main") ?? "", this.#stage.hub.headOf(pull)];
    return git.keepCommit({ tree: git.commit(head).tree, message: `Merge #${pull.number}`, parents: [onto, head], author: "mona" });
  }

  #merge(pull: Pull, sha: string): void {
    const { hub, deliver } = this.#stage;
    hub.git.refs.set("main", sha);
    hub.git.refs.delete(queueOf(pull));
    Object.assign(pull, { state: "closed", merged: true, merge_commit_sha: sha });
    deliver("pull_request", { ...envelope, action: "closed", pull_request: { number: pull.number } }, false);
    deliver("push", { ...envelope, ref: "refs/heads/main", after: sha, commits: [] }, false);
  }

  #ci(branch: string, sha: string, head: number): void {
    const { hub, later } = this.#stage;
    later(CI_SECONDS, () => {
      hub.addCheck({ name: "lint", head_sha: sha });
      const run = hub.addRun({ name: "CI", path: ".github/workflows/ci.yml", event: "pull_request", display_title: "change", head_sha: sha, head_branch: branch });
      this.#stage.deliver("workflow_run", { ...envelope, action: "completed", workflow_run: told(run, head) }, false);
    });
  }
}

function queueOf({ number }: Pull): string {
  return `gh-readonly-queue/main/pr-${number}`;
}

function told(run: Run, head: number): object {
  const { id, run_attempt, path, event, display_title, conclusion, head_sha, head_branch } = run;
  return { id, run_attempt, path, event, display_title, conclusion, head_sha, head_branch, head_repository: { id: head }, pull_requests: [] };
}
