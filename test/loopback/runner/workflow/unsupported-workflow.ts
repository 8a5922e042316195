/** A workflow that GitHub refuses, or that uses what this runner does not have: each place is named, so that nothing is skipped in silence. */
export class UnsupportedWorkflow extends Error {
  readonly path: string;
  /** One line each: `jobs.lint.container: not supported by this runner`. */
  readonly problems: readonly string[];

  constructor(path: string, problems: readonly string[]) {
    super(`${path} cannot be run:\n${problems.map((problem) => `- ${problem}`).join("\n")}`);
    this.name = "UnsupportedWorkflow";
    this.path = path;
    this.problems = problems;
  }
}
