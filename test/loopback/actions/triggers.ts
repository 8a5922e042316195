/** Which workflows an event starts: those of the commit that it is about, or those of the default branch, as GitHub's documentation of each event says. */
import { HttpProblem } from "../http/http-problem.ts";
import type { Hub } from "../hub.ts";
import { presentRun, presentWorkflow } from "../present/actions.ts";
import { presentRepository } from "../present/repository.ts";
import { presentUser } from "../present/user.ts";
import { pullPayload } from "../routes/pull-life.ts";
import type { Occurrence } from "../runner/workflow/triggers.ts";
import type { PullIssue } from "../state/find.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import type { User } from "../state/user.ts";
import type { NewRun } from "./open-run.ts";
import { dispatchInputs, startedBy, workflowsAt, type FoundWorkflow } from "./queue.ts";
import type { Workflow, WorkflowRun } from "./types.ts";

export interface Pushed { readonly branch: string; readonly before: string; readonly after: string; readonly actor: User; readonly payload: Readonly<Record<string, unknown>> }
type ReviewOccurrence = Extract<Occurrence, { event: "pull_request_review_comment" | "pull_request_review" }>;
export interface Dispatch { readonly ref: string; readonly inputs: Readonly<Record<string, unknown>>; readonly actor: User }

/** What makes runs of what was found. */
export interface Starting {
  register(repository: Repository, found: FoundWorkflow): Workflow;
  start(repository: Repository, run: NewRun): Promise<WorkflowRun>;
}

export class Triggers {
  /** Workflow files that could not be run, with the reasons: GitHub would show a start-up failure. */
  readonly unrunnable: { repository: string; path: string; problems: readonly string[] }[] = [];
  readonly #hub: () => Hub;
  readonly #starting: Starting;

  constructor(hub: () => Hub, starting: Starting) {
    this.#hub = hub;
    this.#starting = starting;
  }

  async queueForPush(repository: Repository, pushed: Pushed): Promise<void> {
    const { branch, after, actor } = pushed;
    const head = await repository.git.commit(after);
    for (const found of await this.#workflowsAt(repository, after)) {
      if (branch === repository.defaultBranch) this.#starting.register(repository, found);
      if (!startedBy(found, { event: "push", branch })) continue;
      await this.#starting.start(repository, {
        found, event: "push", ref: `refs/heads/${branch}`, headBranch: branch, headRepository: repository, headSha: after, sha: after, before: pushed.before, baseRef: null, inputs: {},
        payload: pushed.payload, title: head?.message.split("\n")[0] ?? "", actor, pullNumbers: [],
      });
    }
  }

  async queueForPull(repository: Repository, issue: PullIssue, { action, actor }: { readonly action: "opened" | "synchronize" | "reopened"; readonly actor: User }): Promise<void> {
    await this.#queueOnPull(repository, issue, { occurrence: { event: "pull_request", action, baseBranch: issue.pull.baseBranch }, payload: { action, ...pullPayload(this.#hub(), repository, issue) }, actor });
  }

  /** A comment on lines of a pull request, or a review. `told`: the webhook's own words beside pull request, repository and sender. */
  async queueForReview(repository: Repository, issue: PullIssue, { occurrence, told, actor }: { readonly occurrence: ReviewOccurrence; readonly told: object; readonly actor: User }): Promise<void> {
    await this.#queueOnPull(repository, issue, { occurrence, payload: { action: occurrence.action, ...pullPayload(this.#hub(), repository, issue), ...told, sender: presentUser(this.#hub().links, actor) }, actor });
  }

  async #queueOnPull(repository: Repository, issue: PullIssue, { occurrence, payload, actor }: { readonly occurrence: ReviewOccurrence | Extract<Occurrence, { event: "pull_request" }> } & Pick<NewRun, "payload" | "actor">): Promise<void> {
    const { pull } = issue;
    if (pull.mergeable !== true || pull.mergeSha === null) return;
    for (const found of await this.#workflowsAt(repository, pull.mergeSha)) {
      if (!startedBy(found, occurrence)) continue;
      await this.#starting.start(repository, {
        found, event: occurrence.event, ref: `refs/pull/${issue.number}/merge`, headBranch: pull.headBranch, headRepository: pull.headRepository, headSha: pull.headSha, sha: pull.mergeSha, before: null, baseRef: pull.baseBranch,
        inputs: {}, payload, title: issue.title, actor, pullNumbers: [issue.number],
      });
    }
  }

  async dispatch(repository: Repository, workflow: Workflow, { ref, inputs, actor }: Dispatch): Promise<WorkflowRun> {
    const branch = ref.replace(/^refs\/heads\//, "");
    const sha = await repository.git.resolve(`refs/heads/${branch}`);
    if (sha === null) throw new HttpProblem(422, `No ref found for: ${ref}`);
    const found = (await this.#workflowsAt(repository, sha)).find((one) => one.path === workflow.path);
    if (found === undefined || found.file === null) throw new HttpProblem(422, `Workflow ${workflow.path} cannot be run: ${found?.problems.join("; ") ?? "there is no such file on this ref"}`);
    const values = dispatchInputs(found.file, inputs);
    const payload = { inputs: values, ref: `refs/heads/${branch}`, workflow: workflow.path, repository: presentRepository(this.#hub().links, repository), sender: presentUser(this.#hub().links, actor) };
    return this.#starting.start(repository, {
      found: { ...found, file: found.file }, event: "workflow_dispatch", ref: `refs/heads/${branch}`, headBranch: branch, headRepository: repository, headSha: sha, sha, before: null, baseRef: null, inputs: values, payload,
      title: workflow.name, actor, pullNumbers: [],
    });
  }

  /** Starts the workflows of the default branch that wait for this run's end; on GitHub too they run there, whatever the run's branch was. */
  async queueForRun(run: WorkflowRun): Promise<void> {
    const payload = { action: "completed", repository: presentRepository(this.#hub().links, run.repository), workflow_run: presentRun(this.#hub(), run), workflow: presentWorkflow(this.#hub(), run.repository, run.workflow) };
    await this.#queueOnDefaultBranch(run.repository, { event: "workflow_run", workflow: run.workflow.name }, { payload, actor: run.actor });
  }

  /** As GitHub's clock does. */
  async queueForSchedule(repository: Repository): Promise<void> {
    await this.#queueOnDefaultBranch(repository, { event: "schedule" }, { payload: { schedule: "23 * * * *", repository: presentRepository(this.#hub().links, repository) }, actor: repository.owner });
  }

  /** A comment on an issue or a pull request. `told`: the webhook's own words, without the repository. */
  async queueForComment(repository: Repository, { action, told, actor }: { readonly action: "created" | "edited"; readonly told: object; readonly actor: User }): Promise<void> {
    await this.#queueOnDefaultBranch(repository, { event: "issue_comment", action }, { payload: { action, ...told, repository: presentRepository(this.#hub().links, repository) }, actor });
  }

  async #queueOnDefaultBranch(repository: Repository, occurrence: Extract<Occurrence, { event: "workflow_run" | "issue_comment" | "schedule" }>, { payload, actor }: Pick<NewRun, "payload" | "actor">): Promise<void> {
    const branch = repository.defaultBranch;
    const sha = await repository.git.resolve(`refs/heads/${branch}`);
    if (sha === null) return;
    for (const found of await this.#workflowsAt(repository, sha)) {
      if (!startedBy(found, occurrence)) continue;
      await this.#starting.start(repository, {
        found, event: occurrence.event, ref: `refs/heads/${branch}`, headBranch: branch, headRepository: repository, headSha: sha, sha, before: null, baseRef: null, inputs: {}, payload, title: found.file.name ?? found.path, actor, pullNumbers: [],
      });
    }
  }

  async #workflowsAt(repository: Repository, sha: string): Promise<FoundWorkflow[]> {
    const found = await workflowsAt(repository, sha);
    for (const one of found) if (one.file === null) this.unrunnable.push({ repository: fullNameOf(repository), path: one.path, problems: one.problems });
    return found;
  }
}
