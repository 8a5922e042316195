/** What a post-check printed, read as CI's log is: finding by finding, each at its file. */
import type { Finding } from "../fix/finding.ts";
import { openLogReading } from "./read-log.ts";

export interface Said {
  /** What the tool printed, both streams. */
  readonly text: string;
  /** The folder that it ran in, relative to the checkout; empty: the root. */
  readonly folder: string;
  /** Absolute: where the checkout stood when it ran. */
  readonly checkout: string;
}

/** As many as a result may carry. */
const MOST = 500;

/** Biome shows twenty findings unless told otherwise. */
const KEEPS_BACK = /\bdiagnostics? not shown\b/i;

/**
 * Whether the tool itself says that its fix would mend more: ESLint, ruff and stylelint in their last line, Biome beside the finding. After the fix it has not done what it can.
 * RuboCop's "autocorrectable" counts what only `-A` corrects too, and tells nothing.
 */
export function couldMendMore({ text }: Pick<Said, "text">): boolean {
  return /\bfixable with (?:the )?[`"']?--fix\b|\bSafe fix: /.test(text);
}

/**
 * Null where it cannot be told exactly: nothing was read or not all of it, something else than a linter's findings stands there (a crash, a syntax error),
 * or a finding has no place.
 */
export function checkFindings({ text, folder, checkout }: Said): readonly Finding[] | null {
  if (KEEPS_BACK.test(text)) return null;
  const reading = openLogReading({ job: null, workspace: checkout });
  reading.push(new TextEncoder().encode(text));
  const { reports, truncated, considered } = reading.finish();
  // A crash beside findings is no report of its own: it is set aside as something that follows from them.
  if (truncated || considered.length > 0 || reports.length === 0 || reports.some(({ failure_class, locations }) => failure_class !== "lint" || locations.length === 0)) return null;
  const found = reports.flatMap(({ locations }) => locations);
  const named = new Set(found.map(({ file }) => file));
  const isWhole = reports.every(({ file_paths }) => file_paths.every((path) => named.has(path)));
  return isWhole && found.length <= MOST ? found.map(({ file, line, rule, message }) => ({ file: placed(file, folder), line, rule, message: message?.slice(0, 300) ?? null })) : null;
}

/** Absolute paths were made relative to the checkout already; what a tool names from its own folder was not. */
function placed(file: string, folder: string): string {
  return folder === "" || file.startsWith(`${folder}/`) ? file : `${folder}/${file}`;
}
