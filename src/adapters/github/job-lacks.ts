/** What a job's own token lacks, in the words of the workflow's file: that is what a person can change. */
import { Fault } from "../../core/fault/fault.ts";
import { operations, type Operation, type Permissions } from "./operations.ts";

/** https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api#resource-not-accessible */
const REFUSED = "Resource not accessible by integration";

/** Whatever else was thrown stays as it is. */
export function jobLacks(error: unknown, operation: Operation): unknown {
  if (!(error instanceof Fault) || error.code !== "github-forbidden" || error.detail?.includes(REFUSED) !== true) return error;
  const asked: Readonly<Record<string, Permissions>> = operations;
  const needed = Object.entries(asked[operation] ?? {}).map(([name, level]) => `${name.replaceAll("_", "-")}: ${level}`);
  return needed.length === 0 ? error : new Fault("github-forbidden", { detail: `the job's token may not do this; its \`permissions\` in the workflow need ${needed.join(", ")} (${error.detail})`, cause: error });
}
