/** The job that runs the action, as GitHub describes it in the environment (docs: "Variables reference", default environment variables). */
export interface Job {
  /** Absolute path of the checkout. */
  readonly workspace: string;
  /** `owner/name`. */
  readonly repository: string;
  /** A folder that is emptied at the end of the job. */
  readonly temporary: string;
  /** Files that the runner reads when the step ends; null where there is none. */
  readonly outputFile: string | null;
  readonly summaryFile: string | null;
  readonly path: string;
}

/** Null with the name of the variable that is missing. */
export function readJob(environment: Readonly<Record<string, string | undefined>>): { readonly job: Job } | { readonly missing: string } {
  const { GITHUB_WORKSPACE: workspace, GITHUB_REPOSITORY: repository, RUNNER_TEMP: temporary } = environment;
  if (workspace === undefined) return { missing: "GITHUB_WORKSPACE" };
  if (repository === undefined) return { missing: "GITHUB_REPOSITORY" };
  if (temporary === undefined) return { missing: "RUNNER_TEMP" };
  return { job: { workspace, repository, temporary, outputFile: environment["GITHUB_OUTPUT"] ?? null, summaryFile: environment["GITHUB_STEP_SUMMARY"] ?? null, path: environment["PATH"] ?? "/usr/bin:/bin" } };
}
