/** What is said to the runner: lines on standard output and files that it reads (docs: "Workflow commands for GitHub Actions"). Values are escaped as its toolkit does. */
import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";

export type Write = (text: string) => void;

export function annotate(write: Write, level: "notice" | "warning" | "error", message: string): void {
  write(`::${level} title=Regreen::${escapeData(message)}\n`);
}

export interface PlacedAnnotation {
  readonly level: "notice" | "warning" | "error";
  /** Relative to the repository, forward slashes. */
  readonly file: string;
  /** From 1; null: the file as a whole. */
  readonly line: number | null;
  readonly column: number | null;
  readonly title: string;
  readonly message: string;
}

/** GitHub shows ten of each level a step (docs: "Workflow commands", limits of annotations); one is left for what the step itself says. */
const MOST_OF_A_LEVEL = 9;

/** Annotates places of files, as a problem matcher would; what is beyond GitHub's limit is counted in a plain line. */
export function annotatePlaces(write: Write, places: readonly PlacedAnnotation[]): void {
  for (const level of ["error", "warning", "notice"] as const) {
    const wanted = places.filter((place) => place.level === level);
    for (const { file, line, column, title, message } of wanted.slice(0, MOST_OF_A_LEVEL)) {
      const at = line === null ? "" : `,line=${String(line)}${column === null ? "" : `,col=${String(column)}`}`;
      write(`::${level} file=${escapeProperty(file)}${at},title=${escapeProperty(title)}::${escapeData(message)}\n`);
    }
    if (wanted.length > MOST_OF_A_LEVEL) write(`and ${String(wanted.length - MOST_OF_A_LEVEL)} more of level ${level}\n`);
  }
}

/**
 * One line of ours that names a command of the plan, which may be the repository's own. The runner also obeys `##[name]` in the middle of a line, and where it
 * compares as its language does, it passes over characters without width: a `#` before a bracket gets a space, whatever unprintable stands between (attack L10).
 */
export function announce(write: Write, command: string): void {
  write(`Regreen runs: ${command.replace(/[\r\n]+/g, " ").replace(/#(?=[^\x20-\x7e]*\[)/g, "# ").slice(0, 300)}\n`);
}

/** Shows text from outside without the runner obeying it: commands are stopped until a word that nobody can guess (attack L10). */
export function showUntrusted(write: Write, title: string, text: string): void {
  const word = randomBytes(16).toString("hex");
  write(`::group::${escapeData(title)}\n::stop-commands::${word}\n${text}${text.endsWith("\n") ? "" : "\n"}::${word}::\n::endgroup::\n`);
}

/** Appends outputs to the file that `GITHUB_OUTPUT` names, each between delimiters of its own. */
export function setOutputs(file: string | null, outputs: Readonly<Record<string, string>>): void {
  if (file === null) return;
  const lines = Object.entries(outputs).map(([name, value]) => {
    const delimiter = `regreen_${randomBytes(16).toString("hex")}`;
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
  });
  appendFileSync(file, lines.join(""));
}

export function addSummary(file: string | null, markdown: string): void {
  if (file !== null) appendFileSync(file, `${markdown}\n`);
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
