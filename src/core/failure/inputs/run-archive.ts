/**
 * The logs of a whole workflow run, as GitHub zips them (https://docs.github.com/rest/actions/workflow-runs#download-workflow-run-logs):
 * `<n>_<job>.txt` holds a job's log, the folder `<job>/` one file `<n>_<step>.txt` per step.
 */
import { openLogReading, type LogContext, type LogDiagnosis } from "../read-log.ts";
import type { FailureReport } from "../report.ts";

export interface JobDiagnosis {
  readonly job: string;
  readonly diagnosis: LogDiagnosis;
}

export interface RunDiagnosis {
  /** In the run's order; those without a failure too. */
  readonly jobs: readonly JobDiagnosis[];
  /** All jobs' failures as one, each fingerprint once; what was only cancelled because another job failed is left out. */
  readonly whole: LogDiagnosis;
}

const NUMBERED = /^(?<number>\d{1,6})_(?<name>.+)\.txt$/;

interface JobFiles {
  readonly name: string;
  readonly number: number;
  readonly log: Uint8Array | null;
  /** By number. */
  readonly steps: readonly { readonly name: string; readonly number: number; readonly bytes: Uint8Array }[];
}

/** `files`: the archive's regular files by name. Null: they are not a run's logs. */
export function readRunArchive(files: ReadonlyMap<string, Uint8Array>, context: Omit<LogContext, "job">): RunDiagnosis | null {
  const jobs = jobsOf(files).map((job): JobDiagnosis => ({ job: job.name, diagnosis: readJob(job, context) }));
  return jobs.length === 0 ? null : { jobs, whole: together(jobs.map(({ diagnosis }) => diagnosis)) };
}

function jobsOf(files: ReadonlyMap<string, Uint8Array>): readonly JobFiles[] {
  const jobs = new Map<string, JobFiles>();
  for (const [path, bytes] of files) {
    const cut = path.lastIndexOf("/");
    const { number, name } = NUMBERED.exec(path.slice(cut + 1))?.groups ?? {};
    if (number === undefined || name === undefined) continue;
    const key = cut < 0 ? name : path.slice(0, cut);
    const job = jobs.get(key) ?? { name: key, number: Number.MAX_SAFE_INTEGER, log: null, steps: [] };
    jobs.set(key, cut < 0 ? { ...job, number: Number(number), log: bytes } : { ...job, steps: [...job.steps, { name, number: Number(number), bytes }] });
  }
  const ordered = [...jobs.values()].sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1));
  return ordered.map((job) => ({ ...job, steps: [...job.steps].sort((a, b) => a.number - b.number) }));
}

function readJob({ name, log, steps }: JobFiles, context: Omit<LogContext, "job">): LogDiagnosis {
  const reading = openLogReading({ ...context, job: name });
  for (const bytes of log === null ? steps.map((step) => step.bytes) : [log]) reading.push(bytes);
  const diagnosis = reading.finish();
  return { ...diagnosis, reports: diagnosis.reports.map((report) => withStepName(report, steps)) };
}

/** A raw job log does not name its steps; the file of the step that ran the command does. */
function withStepName(report: FailureReport, steps: JobFiles["steps"]): FailureReport {
  const command = report.step?.command ?? null;
  if (report.step === null || command === null) return report;
  const step = steps.find(({ bytes }) => new TextDecoder().decode(bytes.subarray(0, 2000)).includes(`##[group]Run ${command}`));
  return step === undefined ? report : { ...report, step: { ...report.step, name: step.name } };
}

function together(diagnoses: readonly LogDiagnosis[]): LogDiagnosis {
  const all = diagnoses.flatMap(({ reports }) => reports);
  const causes = all.filter(({ pattern_name }) => pattern_name !== "job_cancelled");
  const reports = new Map<string, FailureReport>();
  for (const report of causes.length > 0 ? causes : all) if (!reports.has(report.fingerprint)) reports.set(report.fingerprint, report);
  return {
    reports: [...reports.values()],
    lines: diagnoses.reduce((sum, { lines }) => sum + lines, 0),
    bytes: diagnoses.reduce((sum, { bytes }) => sum + bytes, 0),
    considered: [],
    addedMatchers: [...new Set(diagnoses.flatMap(({ addedMatchers }) => addedMatchers))],
    truncated: diagnoses.some(({ truncated }) => truncated),
  };
}
