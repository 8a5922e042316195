/** Reads what a pull request changes, for the facts of the gate: its lines, whole texts where those are needed, reports of its runs, advisories. */
import type { Configuration } from "../../core/configuration/configuration.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import type { ChangeReading } from "../../core/policy/change/change-facts.ts";
import type { ChangedFile } from "../../core/policy/change/changed-file.ts";
import type { Contents } from "../../core/policy/change/diff-facts.ts";
import { changedFile } from "../../core/policy/change/read-hunks.ts";
import { wantedContents } from "../../core/policy/change/wanted-contents.ts";
import { readCoverage } from "../../core/policy/coverage/read-coverage.ts";
import type { CoverageReport } from "../../core/policy/coverage/report.ts";
import { compareDependencies } from "../../core/policy/dependencies/compare.ts";
import { licencesOf } from "../../core/policy/dependencies/sbom.ts";
import type { AdvisoryAnswer } from "../../core/policy/dependencies/vulnerabilities.ts";
import type { Repository } from "../../core/repair/repair.ts";
import type { PullRequest, WorkflowRun } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";

/** Null where GitHub does not show all files (3,000 at most). */
export async function readChange(repository: Repository, pull: PullRequest, reading: { readonly runs: readonly WorkflowRun[]; readonly configuration: Configuration; readonly context: ReadingContext }): Promise<ChangeReading | null> {
  const { context, configuration, runs } = reading;
  const listed = await context.reader.pullFiles(repository, pull.number);
  if (listed.length >= MOST_FILES) return null;
  const files = listed.map(changedFile);
  const [contents, reports] = await Promise.all([readContents(repository, { pull, files }, context), readReports(repository, { runs, names: configuration.gate.reports }, context)]);
  const baseCoverage = reports.coverage.length === 0 ? [] : await readBaseCoverage(repository, { base: pull.baseSha, names: configuration.gate.reports }, context);
  return { files, contents, ...reports, baseCoverage, advisories: await readAdvisories(files, contents, context) };
}

/** What the runs of the base commit reported: read only where the head has a report to hold against it. */
async function readBaseCoverage(repository: Repository, { base, names }: { readonly base: GitSha; readonly names: readonly string[] }, context: ReadingContext): Promise<readonly CoverageReport[]> {
  const runs = await context.reader.workflowRunsOf(repository, base);
  return (await readReports(repository, { runs, names }, context)).coverage;
}

export type ReadingContext = Pick<StepContext, "reader" | "unzip" | "policyReader" | "advisories">;

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files: no more are shown. */
const MOST_FILES = 3_000;

/** On the merge base, since the base branch may have gone on; on the head. Without the merge base nothing is known. */
async function readContents(repository: Repository, { pull, files }: { readonly pull: PullRequest; readonly files: readonly ChangedFile[] }, { reader, policyReader }: ReadingContext): Promise<Contents> {
  const wanted = wantedContents(files);
  const base = wanted.length === 0 ? null : await policyReader?.mergeBase(repository, pull.baseSha, pull.headSha);
  if (base == null) return new Map();
  const text = async (path: string, sha: GitSha): Promise<string | null> => {
    const bytes = await reader.file(repository, path, sha);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  };
  const previous = new Map(files.map(({ path, previousPath }) => [path, previousPath ?? path]));
  return new Map(await Promise.all(wanted.map(async (path) => [path, { before: await text(previous.get(path) ?? path, base), after: await text(path, pull.headSha) }] as const)));
}

/** Which packages come in is asked about; null: nobody to ask, or no answer. */
async function readAdvisories(files: readonly ChangedFile[], contents: Contents, { advisories }: ReadingContext): Promise<AdvisoryAnswer | null> {
  const change = compareDependencies(files, contents);
  if (advisories === undefined || change === null) return null;
  return advisories.about([...change.added, ...change.updated]);
}

/** A report of all lines of a large project has some megabytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Only from runs that have ended: a report that is still being made says nothing. What cannot be read is passed over, and what it would tell stays unknown. */
async function readReports(repository: Repository, { runs, names }: { readonly runs: readonly WorkflowRun[]; readonly names: readonly string[] }, context: ReadingContext): Promise<Pick<ChangeReading, "coverage" | "licences">> {
  const coverage: CoverageReport[] = [];
  const licences = new Map<string, string>();
  for (const run of runs.filter(({ status }) => status === "completed")) {
    for (const name of names) {
      for (const text of await readTexts(repository, { run: run.id, name }, context)) {
        const report = readCoverage(text);
        if (report !== null) coverage.push(report);
        for (const [purl, licence] of licencesOf(text) ?? []) licences.set(purl, licence);
      }
    }
  }
  return { coverage, licences };
}

async function readTexts(repository: Repository, { run, name }: { readonly run: number; readonly name: string }, { reader, unzip }: ReadingContext): Promise<readonly string[]> {
  try {
    const zip = await reader.artifact(repository, run, name, MOST_BYTES);
    return zip === null ? [] : [...(await unzip(zip)).values()].map((bytes) => new TextDecoder().decode(bytes));
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === "artifact-invalid") return [];
    throw thrown;
  }
}
