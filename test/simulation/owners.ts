/** The rest of the world where the App is installed and nobody set it up: GitHub says so twice, somebody merges or closes what they are asked, and the App is installed again. */
import { lintLog, typeLog } from "../worker/red-repository.ts";
import { REPOSITORY, type Pull } from "./hub/hub.ts";
import { envelope, type Stage, type World } from "./world.ts";

const PERSON_SECONDS = 90;
const AGAIN_SECONDS = 60;
const OTHER_INSTALLATION = 43;
const logs = { lint: lintLog, types: typeLog };
const repositories = [{ id: REPOSITORY.id, full_name: REPOSITORY.name }];

export class Owners implements World {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
    stage.hub.listener = this;
  }

  begin(): void {
    const { hub, plot, deliver } = this.#stage;
    const sha = hub.git.commitFiles("main", {
      "package.json": '{"devDependencies":{"eslint":"9.0.0"}}\n', "package-lock.json": "{}\n", "eslint.config.js": "export default [];\n", "src/app.js": "export const answer = 42;\n",
    });
    for (const job of plot.jobs) this.#failed(job, sha);
    deliver("installation", { action: "created", installation: { id: REPOSITORY.installation_id }, repositories }, true);
    deliver("installation_repositories", { action: "added", installation: { id: REPOSITORY.installation_id }, repositories_added: repositories }, false);
  }

  isOver(): boolean { return true; }

  pullOpened(pull: Pull): void {
    const { plot, later } = this.#stage;
    later(PERSON_SECONDS, () => this.#decide(pull, plot.person === "merges"));
  }

  issueOpened(): void { throw new Error("nobody is told anything here"); }
  dispatched(): void { throw new Error("nothing is mended here"); }
  pullClosed(): void { throw new Error("an onboarding closes nothing"); }
  checkPosted(): void { throw new Error("nothing is judged here"); }
  pushed(): void {
    // The branch of the onboarding runs no CI.
  }

  #failed(job: keyof typeof logs, sha: string): void {
    const { hub } = this.#stage;
    const run = hub.addRun({ name: "CI", path: ".github/workflows/ci.yml", event: "push", display_title: "change", head_sha: sha, head_branch: "main", conclusion: "failure" });
    hub.jobs.set(run.id, [{ id: run.id * 10, name: job, conclusion: "failure" }]);
    hub.logs.set(run.id * 10, logs[job]);
  }

  #decide(pull: Pull, merges: boolean): void {
    const { hub, deliver, later } = this.#stage;
    const onto = hub.git.refs.get("main") ?? "";
    const head = hub.headOf(pull);
    if (merges) hub.git.refs.set("main", hub.git.keepCommit({ tree: hub.git.commit(head).tree, message: `Merge #${pull.number}`, parents: [onto, head], author: "mona" }));
    Object.assign(pull, { state: "closed", ...(merges ? { merged: true, merge_commit_sha: hub.git.refs.get("main") } : {}) });
    deliver("pull_request", { ...envelope, action: "closed", pull_request: { number: pull.number } }, false);
    later(AGAIN_SECONDS, () => this.#installAgain());
  }

  /** The same installation told once more, and a new one after the App was taken away. */
  #installAgain(): void {
    for (const id of [REPOSITORY.installation_id, OTHER_INSTALLATION]) this.#stage.deliver("installation", { action: "created", installation: { id }, repositories }, true);
  }
}
