/** A repository on the stand, and what people, its CI and the fix job do in it: through GitHub's own interface where people act, played where the runner would act. */
import { Octokit } from "@octokit/rest";
import { FixPlan } from "../../src/core/fix/plan.ts";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import type { FixResult } from "../../src/core/fix/result.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import type { LedgerEntry } from "../../src/core/ledger/entry.ts";
import type { Repair } from "../../src/core/repair/repair.ts";
import { fixWorkflow } from "../demo/fix-workflow.ts";
import { until } from "../demo/until.ts";
import type { CheckRun, Conclusion } from "../loopback/state/check.ts";
import { pullsOf, type PullIssue } from "../loopback/state/find.ts";
import type { Issue } from "../loopback/state/issue.ts";
import type { Repository } from "../loopback/state/repository.ts";
import type { StepResult, WorkflowRun } from "../loopback/actions/types.ts";
import { lintLog, red, zipOf } from "../worker/red-repository.ts";
import type { Stand } from "./serve-on-loopback.ts";

const ci = "name: CI\non: [push, pull_request]\npermissions: {contents: read}\njobs:\n  lint:\n    runs-on: ubuntu-latest\n    steps: [{run: npx eslint .}]\n";

export const configuration = "version: 1\nreact: {branches: [\"**\"]}\n";

/** What a job tells of itself when CI is played. */
export interface PlayedJob {
  readonly conclusion: Conclusion;
  readonly log?: string | Uint8Array;
  readonly steps?: readonly Pick<StepResult, "name" | "conclusion">[];
}

/** What the fix job tells otherwise than the truth. */
export interface Lie {
  readonly result?: Partial<FixResult>;
  readonly patch?: Uint8Array;
  readonly zip?: Uint8Array;
  readonly conclusion?: Conclusion;
  readonly artifact?: "none";
}

export class Project {
  readonly stand: Stand;
  readonly repository: Repository;
  readonly person: Octokit;
  readonly at: { readonly owner: string; readonly repo: string };

  private constructor(stand: Stand, repository: Repository) {
    this.stand = stand;
    this.repository = repository;
    this.person = new Octokit({ baseUrl: stand.loopback.url, auth: stand.loopback.createUserToken("octo"), log: { debug() {}, info() {}, warn() {}, error() {} } });
    this.at = { owner: "octo", repo: repository.name };
  }

  /** A repository with CI, the fix workflow and a configuration, green so far. */
  static async open(stand: Stand, name: string, files: Readonly<Record<string, string>> = {}): Promise<Project> {
    const repository = await stand.loopback.createRepository({ owner: "octo", name });
    const project = new Project(stand, repository);
    await project.push("Begin", {
      ".github/workflows/ci.yml": ci, ".github/workflows/regreen-fix.yml": fixWorkflow({ repository: "regreen/regreen", sha: "a".repeat(40) }),
      ".github/regreen.yml": configuration, "ModLog.md": "# ModLog\n", "src/app.js": "export const answer = 42;\n", ...files,
    });
    await project.playCi({ lint: { conclusion: "success" } });
    return project;
  }

  push(message: string, files: Readonly<Record<string, string | null>>, branch = "main"): Promise<string> {
    return this.stand.loopback.push(this.repository, { message, files, branch });
  }

  /** Pushes what eslint does not like, and lets CI say so. */
  async turnRed({ branch = "main", log = lintLog as string | Uint8Array, files = {} as Readonly<Record<string, string>> } = {}): Promise<string> {
    const sha = await this.push("Change the answer", { "src/app.js": red, ...files }, branch);
    await this.playCi({ lint: { conclusion: "failure", log } });
    return sha;
  }

  /** Ends every CI run that waits, or only those of a branch. */
  async playCi(jobs: Readonly<Record<string, PlayedJob>>, branch?: string): Promise<void> {
    for (const run of this.#waiting("ci.yml")) if (branch === undefined || run.headBranch === branch) this.#play(run, jobs);
    await this.stand.loopback.webhooks.settled();
  }

  /** The run of the fix workflow that waits, with its plan. */
  async fixRun(): Promise<{ readonly run: WorkflowRun; readonly plan: FixPlan }> {
    const run = await until("a run of the fix workflow", () => this.#waiting("regreen-fix.yml")[0], 20);
    return { run, plan: FixPlan.parse(JSON.parse(String(run.inputs["plan"]))) };
  }

  /** Ends the fix job that waits, as the skill would end it, or as a hostile job may. */
  async endFixJob(lie: Lie = {}): Promise<FixPlan> {
    const { run, plan } = await this.fixRun();
    if (lie.artifact !== "none") this.stand.loopback.actions.addArtifact(run, { name: `regreen-result-${plan.plan_id}`, bytes: lie.zip ?? await this.honestZip(plan, lie) });
    this.#play(run, { fix: { conclusion: lie.conclusion ?? "success" } });
    await this.stand.loopback.webhooks.settled();
    return plan;
  }

  async honestZip(plan: FixPlan, { result = {}, patch }: Pick<Lie, "result" | "patch"> = {}): Promise<Uint8Array> {
    const before = (await this.repository.git.read(`${plan.base_sha}:src/app.js`))?.content ?? Buffer.alloc(0);
    const change = patch ?? renderPatch([{ path: "src/app.js", before, after: Buffer.from(before.toString().replaceAll("var ", "const ")), beforeMode: "100644", afterMode: "100644" }]);
    const told: FixResult = {
      version: 1, plan_id: plan.plan_id, nonce: plan.nonce, outcome: "changed", reason: null, patch_sha256: digestOf(change), files: [],
      checks: [{ name: "eslint", argv: ["npx", "eslint"], before: { exit: 1, summary: "1 problem" }, after: { exit: 0, summary: "passed" } }],
      seconds: 1.5, repeated: { same: true, different: [], seconds: 0.5 }, environment: { sandbox: "bubblewrap", node: "v24.0.0", platform: "linux" }, ...result,
    };
    return Buffer.from(await zipOf({ "result.json": JSON.stringify(told), "change.patch": change }), "base64");
  }

  /** Waits until one of the project's repairs (the oldest, unless told) is as wanted. */
  async until(wanted: (repair: Repair) => boolean, which = 0): Promise<Repair> {
    let last: Repair | undefined;
    return until("the repair to be as wanted", async () => {
      last = (await this.repairs())[which];
      return last !== undefined && wanted(last) ? last : null;
    }, 20).catch((error: unknown) => { throw new Error(`${String(error)}; it is ${JSON.stringify(last)?.slice(0, 1200) ?? "not there"}`); });
  }

  closed(which = 0): Promise<Repair> {
    return this.until(({ step }) => step === "closed", which);
  }

  /** Up to the pull request that stands. */
  async offered(): Promise<PullIssue> {
    await this.turnRed();
    await this.endFixJob();
    await this.until(({ offer }) => offer?.number != null);
    return until("the pull request", () => this.pulls()[0]);
  }

  /** CI is green on the pull request, and says nothing of its base, until the merge gate allows the pull request as it stands. */
  async allowed(offer: PullIssue): Promise<CheckRun> {
    return until("the policy to pass", async () => {
      await this.playCi({ lint: { conclusion: "success" } }, offer.pull.headBranch);
      return this.checks("regreen/policy").find(({ headSha, conclusion }) => headSha === offer.pull.headSha && conclusion === "success");
    }, 30);
  }

  /** Oldest first. */
  async repairs(): Promise<readonly Repair[]> {
    return (await this.stand.serving().store.repairs.list({ repositoryId: this.repository.id, most: 200 })).toReversed();
  }

  pulls(): readonly PullIssue[] {
    return pullsOf(this.repository);
  }

  /** Issues that are no pull requests. */
  issues(): readonly Issue[] {
    return [...this.repository.issues.values()].filter(({ pull }) => pull === null);
  }

  checks(name: string): readonly CheckRun[] {
    return this.repository.checkRuns.filter((check) => check.name === name);
  }

  async ownBranches(): Promise<readonly string[]> {
    return (await this.repository.git.refs("refs/heads/regreen/fix_")).map(({ name }) => name);
  }

  fixRuns(): readonly WorkflowRun[] {
    return this.repository.workflowRuns.filter((run) => run.workflow.path.endsWith("regreen-fix.yml"));
  }

  /** Writes of the App to this repository that GitHub took, as operations. */
  writes(): readonly string[] {
    return this.stand.loopback.state.writes.filter(({ repository, status, actor }) => repository === `octo/${this.repository.name}` && status < 300 && actor === "regreen[bot]").map(({ operation }) => operation);
  }

  /** The project's part of the ledger, after the whole chain was found to hold. */
  async ledger(): Promise<readonly LedgerEntry[]> {
    return (await this.stand.ledger()).filter(({ repo }) => repo === `octo/${this.repository.name}`);
  }

  /** Reasons of all repairs that ended, as they were sworn to. */
  async sworn(): Promise<readonly string[]> {
    return (await this.ledger()).filter(({ kind }) => kind === "stopped").map(({ payload }) => String(payload["reason"]));
  }

  /** A file of a branch as text; null when it is not there. */
  async file(branch: string, path: string): Promise<string | null> {
    return (await this.repository.git.read(`refs/heads/${branch}:${path}`))?.content.toString("utf8") ?? null;
  }

  #waiting(workflow: string): WorkflowRun[] {
    return this.repository.workflowRuns.filter((run) => run.status !== "completed" && run.workflow.path.endsWith(`/${workflow}`));
  }

  #play(run: WorkflowRun, jobs: Readonly<Record<string, PlayedJob>>): void {
    const { actions } = this.stand.loopback;
    for (const job of run.jobs) {
      const { conclusion, log = "", steps = [] } = jobs[job.name] ?? { conclusion: "success" };
      actions.startJob(job, { name: "played" });
      const now = new Date(this.stand.clock.milliseconds());
      for (const [index, step] of steps.entries()) actions.recordStep(job, { ...step, number: index + 1, startedAt: now, completedAt: now });
      actions.appendLog(job, typeof log === "string" ? Buffer.from(log) : log);
      actions.completeJob(job, conclusion);
    }
  }
}
