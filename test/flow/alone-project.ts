/** A repository that has Regreen without a server, on a loopback GitHub with a runner, and what people do in it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Octokit } from "@octokit/rest";
import { aloneWorkflow, type ActionPin } from "../demo/fix-workflow.ts";
import { readProject } from "../demo/read-project.ts";
import { hostAction } from "../demo/stage.ts";
import { until } from "../demo/until.ts";
import { createRunner, type Runner, type RunnerOptions } from "../loopback/runner/create-runner.ts";
import { startLoopback, type Loopback } from "../loopback/start-loopback.ts";
import { pullsOf, type PullIssue } from "../loopback/state/find.ts";
import type { Issue } from "../loopback/state/issue.ts";
import type { Repository } from "../loopback/state/repository.ts";
import type { WorkflowRun } from "../loopback/actions/types.ts";

export interface AloneStage {
  readonly loopback: Loopback;
  readonly runner: Runner;
  readonly pin: ActionPin;
  close(): Promise<void>;
}

/** `secrets`, `vars`: of the repositories' settings. */
export async function openAloneStage(settings: Pick<RunnerOptions, "secrets" | "vars"> = {}): Promise<AloneStage> {
  const folder = mkdtempSync(join(tmpdir(), "regreen-alone-"));
  const loopback = await startLoopback();
  const runner = await createRunner({ loopback, root: join(folder, "runner"), ...settings });
  return {
    loopback, runner, pin: { repository: "regreen/regreen", sha: await hostAction(loopback) },
    close: async () => {
      await runner.close();
      await loopback.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export class AloneProject {
  readonly stage: AloneStage;
  readonly repository: Repository;
  readonly person: Octokit;
  readonly at: { readonly owner: string; readonly repo: string };

  private constructor(stage: AloneStage, repository: Repository) {
    this.stage = stage;
    this.repository = repository;
    this.person = new Octokit({ baseUrl: stage.loopback.url, auth: stage.loopback.createUserToken("octo") });
    this.at = { owner: "octo", repo: repository.name };
  }

  /** The demo's broken project with the workflows that mend and answer, and `more`; null leaves one out. */
  static async open(stage: AloneStage, name: string, more: Readonly<Record<string, string | null>> = {}): Promise<AloneProject> {
    const repository = await stage.loopback.createRepository({ owner: "octo", name });
    const project = new AloneProject(stage, repository);
    const workflows = Object.fromEntries((["regreen-fix.yml", "regreen-comment.yml"] as const).map((file) => [`.github/workflows/${file}`, aloneWorkflow(stage.pin, file).replace("workflows: [CI]", "workflows: [ci]")]));
    await project.push("Open the bakery", { ...readProject(), ...workflows, ...more });
    return project;
  }

  push(message: string, files: Readonly<Record<string, string | Uint8Array | null>>, branch = "main"): Promise<string> {
    const wanted = Object.entries(files).filter(([, content]) => content !== null);
    return this.stage.loopback.push(this.repository, { message, files: Object.fromEntries(wanted), branch });
  }

  /** Says it, waits until all that it started has ended, and gives Regreen's answers. */
  async say(number: number, body: string): Promise<readonly string[]> {
    await this.person.issues.createComment({ ...this.at, issue_number: number, body });
    await this.calm();
    return this.answers(number);
  }

  answers(number: number): readonly string[] {
    return (this.repository.issues.get(number)?.comments ?? []).filter(({ author, body }) => author.login === "github-actions[bot]" && body.startsWith("<!-- regreen:answer:")).map(({ body }) => body);
  }

  async merge({ number }: PullIssue): Promise<void> {
    await this.person.pulls.merge({ ...this.at, pull_number: number });
    await this.calm();
  }

  /** The hour's schedule comes by. */
  async hour(): Promise<void> {
    await this.stage.loopback.actions.triggers.queueForSchedule(this.repository);
    await this.calm();
  }

  /** No run waits or works, a moment long. */
  async calm(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      await this.stage.runner.idle();
      await new Promise((done) => { setTimeout(done, 300); });
      quiet = this.repository.workflowRuns.every(({ status }) => status === "completed") ? quiet + 1 : 0;
    }
  }

  pulls(): readonly PullIssue[] {
    return pullsOf(this.repository);
  }

  issues(): readonly Issue[] {
    return [...this.repository.issues.values()].filter(({ pull }) => pull === null);
  }

  runsOf(file: string): readonly WorkflowRun[] {
    return this.repository.workflowRuns.filter(({ workflow }) => workflow.path.endsWith(`/${file}`));
  }

  checks(name: string): readonly { readonly headSha: string; readonly conclusion: string | null }[] {
    return [...this.repository.checkRuns.values()].filter((run) => run.name === name);
  }

  async ownBranches(): Promise<readonly string[]> {
    return (await this.repository.git.refs("refs/heads/regreen/fix_")).map(({ name }) => name);
  }

  async file(place: string): Promise<string | null> {
    return (await this.repository.git.read(place))?.content.toString("utf8") ?? null;
  }

  offered(): Promise<PullIssue> {
    return until("the pull request", () => this.pulls()[0], 150);
  }
}
