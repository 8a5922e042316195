import { readArguments } from "../arguments.ts";
import { UsageError } from "../usage-error.ts";

export interface WatchOptions {
  readonly command: string;
  /** Between two looks at the working tree. */
  readonly everySeconds: number;
  /** Null: what the repository's configuration says (`fix.max_attempts`). */
  readonly mostAttempts: number | null;
  /** Only files below these are mended; empty: what the repository's configuration says. */
  readonly directories: readonly string[];
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly noSandbox: boolean;
  /** Ends after the first round. */
  readonly once: boolean;
  readonly all: boolean;
}

/** Throws UsageError. */
export function readWatchOptions(argv: readonly string[]): WatchOptions {
  const { values } = readArguments(argv, {
    command: "watch",
    options: {
      run: { type: "string" }, every: { type: "string" }, attempts: { type: "string" }, directory: { type: "string", multiple: true }, all: { type: "boolean" },
      "dry-run": { type: "boolean" }, json: { type: "boolean" }, once: { type: "boolean" }, "unsafe-no-sandbox": { type: "boolean" },
    },
    positionals: { least: 0, most: 0 },
  });
  if (values.run === undefined || values.run.trim() === "") throw new UsageError("There is no command to watch", 'Give it: regreen watch --run "npm test"');
  return {
    command: values.run,
    everySeconds: wholeNumber("--every", values.every, { least: 1, most: 86_400, unless: 60 }),
    mostAttempts: values.attempts === undefined ? null : wholeNumber("--attempts", values.attempts, { least: 1, most: 10, unless: 3 }),
    directories: (values.directory ?? []).map(directoryOf),
    dryRun: values["dry-run"] === true, json: values.json === true, once: values.once === true, noSandbox: values["unsafe-no-sandbox"] === true, all: values.all === true,
  };
}

function wholeNumber(option: string, text: string | undefined, { least, most, unless }: { readonly least: number; readonly most: number; readonly unless: number }): number {
  if (text === undefined) return unless;
  const number = Number(text);
  if (!/^\d{1,6}$/.test(text) || number < least || number > most) throw new UsageError(`${option} is "${text}", and wants a whole number from ${least} to ${most}`, "See: regreen watch --help");
  return number;
}

/** Relative to the checkout, without a way out of it; whether it leads through a symlink is looked at when files are chosen. */
function directoryOf(given: string): string {
  const parts = given.replaceAll("\\", "/").replace(/^\.\//, "").replace(/\/+$/, "").split("/");
  if (given === "" || given.startsWith("/") || /^[A-Za-z]:/.test(given) || parts.some((part) => part === "" || part === ".." || part === ".")) {
    throw new UsageError(`--directory "${given}" is not a folder inside the checkout`, "Give it as from the checkout's root: --directory src");
  }
  return parts.join("/");
}
