/** The rest of the world: CI that runs, a runner that does the fix job, people who push, merge and close; each by what GitHub shows them. */
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { FixPlan } from "../../src/core/fix/plan.ts";
import type { FixResult } from "../../src/core/fix/result.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import { configuration, green, lintLog, red, typeLog } from "../worker/red-repository.ts";
import { ME, REPOSITORY, type Check, type Pull, type Run } from "./hub/hub.ts";
import type { Plot } from "./plot.ts";
import { envelope, type Stage, type World } from "./world.ts";

const logs = { lint: lintLog, types: typeLog };
const JOB_SECONDS = 40;
const PERSON_SECONDS = 90;
const CI_SECONDS = 25;

export class People implements World {
  readonly #stage: Stage;
  #lost = 0;
  #pushed = false;

  constructor(stage: Stage) {
    this.#stage = stage;
    stage.hub.listener = this;
  }

  /** Somebody breaks main, and its CI says so. */
  begin(): void {
    const { hub, plot } = this.#stage;
    const sha = hub.git.commitFiles("main", { "src/app.js": red, ".github/regreen.yml": configurationOf(plot), "ModLog.md": "# ModLog\n", "README.md": "hello\n" });
    const run = this.#ciRun("main", sha, "failure");
    hub.jobs.set(run.id, plot.jobs.map((name, index) => ({ id: run.id * 10 + index, name, conclusion: "failure" })));
    for (const [index, name] of plot.jobs.entries()) hub.logs.set(run.id * 10 + index, logs[name]);
    this.#tellRun(run, true);
    if (plot.asked !== "nobody") this.#stage.later(PERSON_SECONDS, () => this.#ask());
  }

  isOver(): boolean {
    const { hub, plot, requestsWait } = this.#stage;
    if (plot.asked === "file" && requestsWait()) return false;
    return plot.recovers === "not" || (hub.issues.length > 0 && hub.issues.every(({ state }) => state === "closed"));
  }

  /** Where somebody mends what they were told of, its CI says so. */
  issueOpened(): void {
    const { hub, plot, later } = this.#stage;
    if (plot.recovers !== "by hand") return;
    later(PERSON_SECONDS, () => {
      const sha = hub.git.commitFiles("main", { "src/sum.ts": "export const sum = 1;\n" });
      later(CI_SECONDS, () => this.#tellRun(this.#ciRun("main", sha, "success"), true));
    });
  }

  dispatched(run: Run, inputs: Readonly<Record<string, string>>): void {
    this.#stage.later(JOB_SECONDS, () => this.#endJob(run, FixPlan.parse(JSON.parse(inputs["plan"] ?? "null"))));
  }

  /** Told as any change of it is. */
  pullClosed(pull: Pull): void {
    this.#stage.deliver("pull_request", pullPayload("closed", pull), false);
  }

  pullOpened(pull: Pull): void {
    const { plot, later, deliver } = this.#stage;
    deliver("pull_request", pullPayload("opened", pull), false);
    if (plot.person === "closes") later(PERSON_SECONDS, () => this.#close(pull));
    if (plot.person === "declines") later(PERSON_SECONDS, () => this.#comment({ number: pull.number, isPull: true }, "Thanks, but\n\n/autofix reject not like this"));
    if (plot.pushes !== "nothing") later(PERSON_SECONDS, () => this.#push());
  }

  checkPosted(check: Check): void {
    if (check.name === "regreen/policy" && check.conclusion === "success" && this.#stage.plot.person !== "declines") this.#stage.later(PERSON_SECONDS, () => this.#merge(check.head_sha));
  }

  /** Our own branch: its CI runs. */
  pushed(branch: string, sha: string): void {
    if (branch.startsWith("regreen/fix")) this.#ci(branch, sha);
  }

  #ci(branch: string, sha: string): void {
    const { hub, later } = this.#stage;
    later(CI_SECONDS, () => {
      hub.addCheck({ name: "lint", head_sha: sha });
      this.#tellRun(this.#ciRun(branch, sha, "success"), branch === "main");
    });
  }

  #ciRun(branch: string, sha: string, conclusion: string): Run {
    return this.#stage.hub.addRun({ name: "CI", path: ".github/workflows/ci.yml", event: "push", display_title: "change", head_sha: sha, head_branch: branch, conclusion });
  }

  #endJob(run: Run, plan: FixPlan): void {
    const { hub, plot } = this.#stage;
    run.status = "completed";
    const isLost = this.#lost < plot.lostJobs;
    run.conclusion = isLost ? "cancelled" : "success";
    if (isLost) this.#lost += 1;
    else hub.artifacts.set(run.id, [{ name: `regreen-result-${plan.plan_id}`, bytes: artifactOf(plan, hub.git.files(plan.base_sha)["src/app.js"] ?? "") }]);
    this.#tellRun(run, false);
  }

  #push(): void {
    if (this.#pushed) return;
    this.#pushed = true;
    const { hub, plot, deliver } = this.#stage;
    const sha = hub.git.commitFiles("main", pushed[plot.pushes]);
    // Whoever mends it has seen that it is green.
    if (plot.pushes === "mended") hub.addCheck({ name: "lint", head_sha: sha });
    deliver("push", pushPayload("main", sha), false);
  }

  #merge(head: string): void {
    const { hub, deliver } = this.#stage;
    const pull = hub.pulls.find((one) => one.state === "open" && hub.headOf(one) === head);
    const check = hub.checks.find(({ name, head_sha }) => name === "regreen/policy" && head_sha === head);
    if (pull === undefined || check?.conclusion !== "success") return;
    const onto = hub.git.refs.get("main") ?? "";
    // A person merges what is up to date, as the check says.
    if (hub.git.commit(head).parents[0] !== onto) return;
    const { tree } = hub.git.commit(head);
    const sha = hub.git.keepCommit({ tree, message: `Merge #${pull.number}`, parents: [onto, head], author: "mona" });
    hub.git.refs.set("main", sha);
    Object.assign(pull, { state: "closed", merged: true, merge_commit_sha: sha });
    deliver("pull_request", pullPayload("closed", pull), false);
    deliver("push", pushPayload("main", sha), false);
    this.#ci("main", sha);
  }

  #close(pull: Pull): void {
    if (pull.state === "closed") return;
    pull.state = "closed";
    this.#stage.deliver("pull_request", pullPayload("closed", pull), false);
  }

  #ask(): void {
    const { plot: { asked }, hub, deliver } = this.#stage;
    const wanted = { version: 1, id: "nightly-1", commands: ["lint"] };
    if (asked === "comment") this.#comment({ number: hub.number(), isPull: false }, "Please:\n\n/autofix lint");
    if (asked === "dispatch") deliver("repository_dispatch", { ...envelope, action: "regreen", client_payload: wanted, sender: { login: "mona", type: "User" } }, true);
    if (asked === "file") this.#putRequest(JSON.stringify({ ...wanted, repo: REPOSITORY.name, by: "nightly job" }));
  }

  /** Regreen refuses what names a repository that it does not know yet: then it is asked again a while later. */
  #putRequest(content: string): void {
    const { putRequest, takeBack, requestsWait, later } = this.#stage;
    putRequest("one.json", content);
    const look = (): void => {
      if (takeBack("one.json")) this.#putRequest(content);
      else if (requestsWait()) later(PERSON_SECONDS, look);
    };
    later(PERSON_SECONDS, look);
  }

  #comment({ number, isPull }: { readonly number: number; readonly isPull: boolean }, body: string): void {
    const { hub, deliver } = this.#stage;
    const writer = { login: "mona", type: "User" };
    const comment = hub.addComment({ issue: number, body, author: writer.login });
    deliver("issue_comment", { ...envelope, action: "created", issue: { number, ...(isPull ? { pull_request: {} } : {}) }, comment: { id: comment.id, body, user: writer, performed_via_github_app: null }, sender: writer }, true);
  }

  #tellRun(run: Run, mustArrive: boolean): void {
    const { created: _, listed: __, name: ___, status: ____, ...told } = run;
    this.#stage.deliver("workflow_run", { ...envelope, action: "completed", workflow_run: { ...told, head_repository: { id: REPOSITORY.id }, pull_requests: [] } }, mustArrive);
  }
}

/** What somebody pushes to main beside the offer. */
const pushed: Readonly<Record<Plot["pushes"], Readonly<Record<string, string>>>> = {
  "nothing": {}, "elsewhere": { "README.md": "hello, world\n" }, "same-line": { "src/app.js": red.replace("42", "43") },
  "mod-log": { "ModLog.md": "# ModLog\n\n## 2026-11-19 - By hand\n\nSomebody wrote this.\n" }, "mended": { "src/app.js": green },
};

function configurationOf({ asked, announces }: Plot): string {
  const reacts = asked === "nobody" ? configuration : "version: 1\nreact: {branches: [\"never\"]}\n";
  return announces ? `${reacts}announce: {webhook_secret_name: TEAM_CHAT}\n` : reacts;
}

function pullPayload(action: string, { number }: Pull): object {
  return { ...envelope, action, pull_request: { number }, sender: { login: ME.login } };
}

function pushPayload(branch: string, after: string): object {
  return { ...envelope, ref: `refs/heads/${branch}`, after, commits: [] };
}

/** What the fix job leaves, as a list of files: zips are read elsewhere. */
function artifactOf(plan: FixPlan, before: string): Uint8Array {
  const patch = renderPatch([{ path: "src/app.js", before: Buffer.from(before), after: Buffer.from(before.replaceAll("var ", "const ")), beforeMode: "100644", afterMode: "100644" }]);
  const result: FixResult = {
    version: 1, plan_id: plan.plan_id, nonce: plan.nonce, outcome: "changed", reason: null, patch_sha256: digestOf(patch), files: [],
    checks: [{ name: "eslint", argv: ["npx", "eslint"], before: { exit: 1, summary: "1 problem" }, after: { exit: 0, summary: "passed" } }],
    seconds: 1.5, repeated: { same: true, different: [], seconds: 0.5 }, environment: { sandbox: "bubblewrap", node: "v24.0.0", platform: "linux" },
  };
  return Buffer.from(JSON.stringify({ "result.json": JSON.stringify(result), "change.patch": Buffer.from(patch).toString() }));
}

/** Undoes `artifactOf`. */
export function filesOf(artifact: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const files = JSON.parse(Buffer.from(artifact).toString()) as Readonly<Record<string, string>>;
  return new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
}

