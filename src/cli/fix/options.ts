import { readArguments } from "../arguments.ts";
import type { StepAsked } from "../../core/workflow/find-step.ts";
import { UsageError } from "../usage-error.ts";

/** What is run as a step of a workflow would be. */
export interface StepPlace {
  /** How it is called in records. */
  readonly check: string;
  /** Absolute. */
  readonly directory: string;
  /** On top of the user's own. */
  readonly environment: Readonly<Record<string, string>>;
  readonly shell: "bash -e" | "bash -eo pipefail" | "sh -e";
}

export interface RunSource { readonly kind: "run"; readonly command: string; readonly as?: StepPlace }

export type Source = { readonly kind: "log"; readonly file: string } | RunSource | { readonly kind: "stdin" };

export interface JobSource extends StepAsked { readonly kind: "job" }

export interface FixOptions {
  /** A job of the repository's workflows is to be run: the source is made of it. */
  readonly source: Source | JobSource;
  /** The job that a given log is of. */
  readonly logOfJob: string | null;
  readonly dryRun: boolean;
  /** Nothing is applied: what holds is kept as a patch. */
  readonly suggest: boolean;
  readonly json: boolean;
  readonly noSandbox: boolean;
}

/** Throws UsageError. `terminal`: standard input is a terminal, so nothing will come from it. */
export function readFixOptions(argv: readonly string[], terminal: boolean): FixOptions {
  const { values } = readArguments(argv, {
    command: "fix",
    options: { log: { type: "string" }, run: { type: "string" }, job: { type: "string" }, step: { type: "string" }, "dry-run": { type: "boolean" }, suggest: { type: "boolean" }, json: { type: "boolean" }, "unsafe-no-sandbox": { type: "boolean" } },
    positionals: { least: 0, most: 0 },
  });
  if (values["dry-run"] === true && values.suggest === true) throw new UsageError("--dry-run writes nothing, and --suggest keeps the patch", "Give one of them.");
  return {
    source: sourceOf(values, terminal),
    logOfJob: values.log === undefined ? null : (values.job ?? null),
    dryRun: values["dry-run"] === true,
    suggest: values.suggest === true,
    json: values.json === true,
    noSandbox: values["unsafe-no-sandbox"] === true,
  };
}

interface Given { readonly log?: string | undefined; readonly run?: string | undefined; readonly job?: string | undefined; readonly step?: string | undefined }

function sourceOf({ log, run, job, step }: Given, terminal: boolean): Source | JobSource {
  if (run !== undefined && job !== undefined) throw new UsageError("--run and --job are two commands", "Give one of them.");
  if (step !== undefined && (job === undefined || log !== undefined)) throw new UsageError("--step is a step of the job that is to be run", 'Name the job too: regreen fix --job lint --step "Run npm test"');
  if (job !== undefined && log === undefined) return { kind: "job", job, step: step ?? null };
  if (log !== undefined && run !== undefined) throw new UsageError("--log and --run are two sources of one log", "Give one of them.");
  if (run !== undefined) return { kind: "run", command: run };
  if (log !== undefined && log !== "-") return { kind: "log", file: log };
  if (terminal && log === undefined) throw new UsageError("There is no log to read", 'Give one of: --run "npm test", --job lint, --log FILE, or a log on standard input.');
  return { kind: "stdin" };
}
