/** Workflow runs, the logs of their jobs, and check runs. */
import { stripVTControlCharacters } from "node:util";
import type { Job, WorkflowRun } from "../actions/types.ts";
import type { CheckRun } from "../state/check.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import type { Shown } from "./code-pages.ts";
import { html, pathTo, type Html } from "./html.ts";
import { badge, time, writing } from "./layout.ts";

export function runsPage(repository: Repository): Shown {
  const name = fullNameOf(repository);
  const rows = repository.workflowRuns.toReversed().map((run) => html`<tr><td>${badge(run.conclusion ?? run.status)}</td><td><a href="${pathTo(name, "actions", "runs", run.id)}">${run.title}</a> <span class="soft">${run.workflow.name} #${run.number}, ${run.event}</span></td><td><code>${run.headBranch}</code></td><td class="soft">${time(run.createdAt)}</td></tr>`);
  return { title: "Actions", body: html`<h1>Workflow runs</h1>${rows.length === 0 ? html`<p class="soft">There are none.</p>` : html`<table><tbody>${rows}</tbody></table>`}` };
}

export function runPage(run: WorkflowRun): Shown {
  const name = fullNameOf(run.repository);
  const jobs = run.jobs.map((job) => html`<tr><td>${badge(job.conclusion ?? job.status)}</td><td><a href="${pathTo(name, "actions", "runs", run.id, "job", job.id)}">${job.name}</a></td><td class="soft">${time(job.startedAt)}</td></tr>`);
  const summaries = run.jobs.filter((job) => job.summary !== "").map((job) => html`<h2>Summary of ${job.name}</h2><section class="box">${writing(job.summary)}</section>`);
  const artifacts = run.artifacts.map((artifact) => html`<li>${artifact.name} <span class="soft">${artifact.bytes.length} bytes, ${artifact.digest}</span></li>`);
  return {
    title: run.title,
    body: html`<h1>${run.title}</h1><p>${badge(run.conclusion ?? run.status)} ${run.workflow.name} #${run.number}, attempt ${run.attempt}: ${run.event} on <code>${run.headBranch}</code> at <a href="${pathTo(name, "commit", run.headSha)}"><code>${run.headSha.slice(0, 7)}</code></a> by ${run.actor.login}</p>
      <h2>Jobs</h2><table><tbody>${jobs}</tbody></table>${artifacts.length === 0 ? "" : html`<h2>Artifacts</h2><ul>${artifacts}</ul>`}${summaries}`,
  };
}

export function jobPage(job: Job): Shown {
  const steps = job.steps.map((step) => html`<tr><td>${badge(step.conclusion ?? step.status)}</td><td>${step.name}</td></tr>`);
  return { title: job.name, body: html`<h1>${job.name}</h1><p>${badge(job.conclusion ?? job.status)}</p><table><tbody>${steps}</tbody></table><h2>Log</h2><pre>${stripVTControlCharacters(Buffer.concat(job.log).toString("utf8"))}</pre>` };
}

export function checkPage(repository: Repository, run: CheckRun): Shown {
  const annotations = run.annotations.map((one) => html`<tr><td>${badge(one.annotation_level)}</td><td><code>${one.path}:${one.start_line}</code></td><td>${one.title === null ? "" : html`<strong>${one.title}</strong> `}${one.message}</td></tr>`);
  const text = (title: string, value: string | null): Html | string => (value === null ? "" : html`<h2>${title}</h2><section class="box">${writing(value)}</section>`);
  return {
    title: run.name,
    body: html`<h1>${run.name}</h1><p>${badge(run.conclusion ?? run.status)} by ${run.app.slug} on <a href="${pathTo(fullNameOf(repository), "commit", run.headSha)}"><code>${run.headSha.slice(0, 7)}</code></a>, ${time(run.completedAt ?? run.startedAt)}</p>
      ${text(run.output.title ?? "Summary", run.output.summary)}${text("Details", run.output.text)}${annotations.length === 0 ? "" : html`<h2>Annotations</h2><table><tbody>${annotations}</tbody></table>`}`,
  };
}
