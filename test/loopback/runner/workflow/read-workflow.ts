/** Workflow file → value. All that is wrong or unknown is named at once. */
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { UnsupportedWorkflow } from "./unsupported-workflow.ts";
import { Workflow } from "./workflow.ts";

/** @param path as shown in errors, `.github/workflows/ci.yml`. Throws UnsupportedWorkflow. */
export function readWorkflow(path: string, text: string): Workflow {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: false });
  if (document.errors.length > 0) throw new UnsupportedWorkflow(path, document.errors.map((error) => error.message));
  const parsed = Workflow.safeParse(document.toJS());
  if (!parsed.success) throw new UnsupportedWorkflow(path, parsed.error.issues.flatMap(explain));
  const wrong = jobProblems(parsed.data);
  if (wrong.length > 0) throw new UnsupportedWorkflow(path, wrong);
  return parsed.data;
}

function explain(issue: z.core.$ZodIssue): string[] {
  const place = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => `${place === "" ? key : `${place}.${key}`}: not supported by this runner`);
  return [`${place}: ${issue.message}`];
}

/** `needs` names jobs that are there, without a circle; step ids are said once. */
function jobProblems(workflow: Workflow): string[] {
  const problems: string[] = [];
  for (const [id, job] of Object.entries(workflow.jobs)) {
    for (const need of job.needs) if (!(need in workflow.jobs)) problems.push(`jobs.${id}.needs: there is no job "${need}"`);
    const ids = job.steps.flatMap((step) => step.id ?? []);
    for (const twice of ids.filter((one, at) => ids.indexOf(one) !== at)) problems.push(`jobs.${id}.steps: the id "${twice}" is used twice`);
  }
  if (problems.length === 0 && !hasOrder(workflow)) problems.push("jobs: needs form a circle");
  return problems;
}

function hasOrder(workflow: Workflow): boolean {
  const placed = new Set<string>();
  const waiting = new Set(Object.keys(workflow.jobs));
  for (let moved = true; moved; ) {
    moved = false;
    for (const id of waiting) {
      if (!workflow.jobs[id]?.needs.every((need) => placed.has(need))) continue;
      waiting.delete(id);
      placed.add(id);
      moved = true;
    }
  }
  return waiting.size === 0;
}
