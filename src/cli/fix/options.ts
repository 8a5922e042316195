import { readArguments } from "../arguments.ts";
import { UsageError } from "../usage-error.ts";

export type Source = { readonly kind: "log"; readonly file: string } | { readonly kind: "run"; readonly command: string } | { readonly kind: "stdin" };

export interface FixOptions {
  readonly source: Source;
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
    options: { log: { type: "string" }, run: { type: "string" }, "dry-run": { type: "boolean" }, suggest: { type: "boolean" }, json: { type: "boolean" }, "unsafe-no-sandbox": { type: "boolean" } },
    positionals: { least: 0, most: 0 },
  });
  if (values["dry-run"] === true && values.suggest === true) throw new UsageError("--dry-run writes nothing, and --suggest keeps the patch", "Give one of them.");
  return {
    source: sourceOf(values.log, values.run, terminal),
    dryRun: values["dry-run"] === true,
    suggest: values.suggest === true,
    json: values.json === true,
    noSandbox: values["unsafe-no-sandbox"] === true,
  };
}

function sourceOf(log: string | undefined, run: string | undefined, terminal: boolean): Source {
  if (log !== undefined && run !== undefined) throw new UsageError("--log and --run are two sources of one log", "Give one of them.");
  if (run !== undefined) return { kind: "run", command: run };
  if (log !== undefined && log !== "-") return { kind: "log", file: log };
  if (terminal && log === undefined) throw new UsageError("There is no log to read", 'Give one of: --run "npm test", --log FILE, or a log on standard input.');
  return { kind: "stdin" };
}
