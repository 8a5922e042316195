/** The run that this job belongs to, as the steps must see it: its fix job has ended, though the run, of which this job is a part, has not. */
import type { GitHubReader, WorkflowRun } from "../ports/github.ts";

export function withOwnRunEnded(reader: GitHubReader, runId: number): GitHubReader {
  const seen = (run: WorkflowRun): WorkflowRun => (run.id === runId ? { ...run, status: "completed", conclusion: run.conclusion ?? "success" } : run);
  return {
    ...reader,
    workflowRun: async (repository, id) => {
      const run = await reader.workflowRun(repository, id);
      return run === null ? null : seen(run);
    },
    dispatchedRuns: async (repository, workflow, since) => (await reader.dispatchedRuns(repository, workflow, since)).map(seen),
  };
}
