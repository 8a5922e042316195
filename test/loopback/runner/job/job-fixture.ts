/** A job to try the runner with, without a GitHub behind it. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownModules, prepareToolImage } from "../image/prepare-tool-image.ts";
import { grantOf } from "../workflow/permissions.ts";
import { readWorkflow } from "../workflow/read-workflow.ts";
import type { FinishedStep, JobOutcome, JobRequest } from "./job-request.ts";
import { runJob } from "./run-job.ts";

export interface TriedJob { readonly outcome: JobOutcome; readonly steps: readonly FinishedStep[]; readonly log: string; /** The log without its times. */ readonly lines: readonly string[] }

/** Runs the job `a` of a workflow whose steps are given as YAML. */
export async function tryJob(steps: string, more: Partial<JobRequest> & { readonly jobLines?: string; readonly archive?: string } = {}, minutes = 1): Promise<TriedJob> {
  const root = await mkdtemp(join(tmpdir(), "runner-"));
  const text = `on: push\nenv: {LEVEL: workflow}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    timeout-minutes: ${minutes}\n${more.jobLines ?? ""}    steps:\n${steps.replaceAll(/^/gm, "      ")}\n`;
  const workflow = readWorkflow(".github/workflows/ci.yml", text);
  const job = workflow.jobs.a;
  if (job === undefined) throw new Error("the fixture has no job");
  const chunks: Uint8Array[] = [];
  const finished: FinishedStep[] = [];
  const request: JobRequest = {
    workflow, key: "a", name: "a", job, row: {}, inputs: {}, needs: {}, vars: {}, secrets: { DEPLOY_KEY: "s3cret-value" }, grant: grantOf(workflow.permissions, job.permissions),
    github: { repository: "octo/hello", sha: "a".repeat(40), ref: "refs/heads/main", event_name: "push", server_url: "http://github.localhost", api_url: "http://127.0.0.1", token: "ghs_fixture0123456789", event: { ref: "refs/heads/main" } },
    gitUrl: "http://127.0.0.1:9", results: { url: "http://127.0.0.1:9", token: "runtime-token" },
    runner: { name: "loopback-1", image: prepareToolImage(join(import.meta.dirname, "../../../../build/tool-image"), ownModules()), root, archive: more.archive ?? join(root, "archive") },
    ...more,
  };
  const outcome = await runJob(request, { log: (bytes) => chunks.push(bytes), step: (step) => finished.push(step), cancel: new AbortController().signal, stop: new AbortController().signal });
  await rm(root, { recursive: true, force: true });
  const log = Buffer.concat(chunks).toString("utf8");
  return { outcome, steps: finished, log, lines: log.replace(/^\uFEFF/, "").trimEnd().split("\n").map((line) => line.replace(/^\S+Z /, "").replaceAll(root, "<root>")) };
}
