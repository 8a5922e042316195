/** What helps to read a doubtful log a second time: the same job's last green log (row D9), and the repository's own problem matchers. */
import { openGreenReading, type GreenLog } from "../../core/failure/green/green-log.ts";
import { Fault } from "../../core/fault/fault.ts";
import { parseProblemMatchers, type ProblemMatcher } from "../../core/failure/matchers/problem-matcher.ts";
import type { LogContext } from "../../core/failure/read-log.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { Job, WorkflowRun } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";

/** Where repositories keep matchers: our own place, and the one that others use. */
const FOLDERS = [".github/regreen/matchers", ".github/problem-matchers"] as const;
const MOST_FILES = 20;
const MOST_BYTES = 64 * 1024;

export type Aids = Pick<LogContext, "green" | "matchers">;

/** `addedMatchers`: paths that the job registered while it ran. All is read from the default branch: a pull request cannot excuse its own failures. */
export async function readAids(repository: Repository, { run, job, addedMatchers }: { readonly run: WorkflowRun; readonly job: Job; readonly addedMatchers: readonly string[] }, context: StepContext): Promise<Aids> {
  const [green, matchers] = await Promise.all([readGreen(repository, { run, job }, context), readMatchers(repository, addedMatchers, context)]);
  return { ...(green === null ? {} : { green }), ...(matchers.length === 0 ? {} : { matchers }) };
}

async function readGreen(repository: Repository, { run, job }: { readonly run: WorkflowRun; readonly job: Job }, { reader }: StepContext): Promise<GreenLog | null> {
  const last = await reader.lastGreenRun(repository, run.path, repository.default_branch);
  if (last === null || last.id === run.id) return null;
  const same = (await reader.jobs(repository, last.id)).find(({ name, conclusion }) => name === job.name && conclusion === "success");
  if (same === undefined) return null;
  const reading = openGreenReading();
  try {
    for await (const chunk of reader.jobLog(repository, same.id)) reading.push(chunk);
  } catch (error) {
    // Logs are kept for some weeks: without an old one the diagnosis is as good as it was.
    if (error instanceof Fault && error.code === "log-unavailable") return null;
    throw error;
  }
  return reading.finish();
}

/** A file with a mistake is left out: what the user's own CI makes of it is not ours to stop. */
async function readMatchers(repository: Repository, added: readonly string[], { reader }: StepContext): Promise<readonly ProblemMatcher[]> {
  const branch = repository.default_branch;
  const listed = await Promise.all(FOLDERS.map(async (folder) => (await reader.folder(repository, folder, branch)).filter(({ path, size }) => path.endsWith(".json") && (size ?? 0) <= MOST_BYTES).map(({ path }) => `${folder}/${path}`)));
  const paths = [...new Set([...listed.flat(), ...added.filter(isInRepository)])].slice(0, MOST_FILES);
  const files = await Promise.all(paths.map(async (path) => ({ path, bytes: await reader.file(repository, path, branch) })));
  return files.flatMap(({ path, bytes }) => (bytes === null || bytes.byteLength > MOST_BYTES ? [] : parsed(path, bytes)));
}

function isInRepository(path: string): boolean {
  return /^(?:\.\/)?[\w.-]+(?:\/[\w.-]+){0,10}\.json$/.test(path) && !path.split("/").includes("..");
}

function parsed(path: string, bytes: Uint8Array): readonly ProblemMatcher[] {
  try {
    return parseProblemMatchers(path, bytes);
  } catch (error) {
    if (error instanceof Fault && error.code === "matcher-invalid") return [];
    throw error;
  }
}
