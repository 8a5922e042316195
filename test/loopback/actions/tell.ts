/** The webhooks about runs, jobs and their checks. */
import type { Hub } from "../hub.ts";
import { presentJob, presentRun, presentWorkflow } from "../present/actions.ts";
import { presentCheckRunEvent, presentCheckSuite } from "../present/check.ts";
import type { Job, WorkflowRun } from "./types.ts";

export function tellRun(hub: Hub, name: "workflow-run-requested" | "workflow-run-in-progress" | "workflow-run-completed", run: WorkflowRun): void {
  hub.webhooks.fire({ name, repository: run.repository, sender: run.actor, content: { workflow_run: presentRun(hub, run), workflow: presentWorkflow(hub, run.repository, run.workflow) } });
}

export function tellJob(hub: Hub, name: "workflow-job-queued" | "workflow-job-in-progress" | "workflow-job-completed", job: Job): void {
  hub.webhooks.fire({ name, repository: job.run.repository, sender: job.run.actor, content: { workflow_job: presentJob(hub, job) } });
}

export function tellCheck(hub: Hub, name: "check-run-created" | "check-run-completed", job: Job): void {
  const { repository, actor } = job.run;
  hub.webhooks.fire({ name, repository, sender: actor, content: { check_run: presentCheckRunEvent(hub, repository, job.checkRun) } });
}

export function tellSuite(hub: Hub, run: WorkflowRun): void {
  hub.webhooks.fire({ name: "check-suite-completed", repository: run.repository, sender: run.actor, content: { check_suite: presentCheckSuite(hub, run.repository, run.suite) } });
}
