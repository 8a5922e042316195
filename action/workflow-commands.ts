/** What is said to the runner: lines on standard output and files that it reads (docs: "Workflow commands for GitHub Actions"). Values are escaped as its toolkit does. */
import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";

export type Write = (text: string) => void;

export function annotate(write: Write, level: "notice" | "warning" | "error", message: string): void {
  write(`::${level} title=Regreen::${escapeData(message)}\n`);
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
