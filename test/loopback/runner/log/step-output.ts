/** The lines of a running step: commands are obeyed, the rest is written to the log. */
import type { JobLog } from "./job-log.ts";
import { parseCommand, type WorkflowCommand } from "./workflow-command.ts";

/** As the check run shows it. */
export interface Annotation {
  readonly level: "notice" | "warning" | "failure";
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn: number | null;
  readonly endColumn: number | null;
  readonly title: string | null;
  readonly message: string;
}

/** Commands that GitHub has replaced by files, because a log line could forge them. */
const replaced: Readonly<Record<string, string>> = { "set-output": "GITHUB_OUTPUT", "save-state": "GITHUB_STATE", "set-env": "GITHUB_ENV", "add-path": "GITHUB_PATH" };

export class StepOutput {
  readonly #log: JobLog;
  readonly #annotations: Annotation[];
  #resumeToken: string | null = null;
  /** Why the step has to fail although its process may end with 0; null when nothing was refused. */
  refusal: string | null = null;

  constructor(log: JobLog, annotations: Annotation[]) {
    this.#log = log;
    this.#annotations = annotations;
  }

  line(text: string): void {
    if (this.#resumeToken !== null) return this.#whileStopped(text, this.#resumeToken);
    const command = parseCommand(text);
    if (command === null || !this.#obey(command)) this.#log.write(text);
  }

  /** Writes an error of the runner itself, as an annotation too. */
  error(message: string): void {
    this.#annotate("failure", { name: "error", properties: {}, message });
    this.#log.write(`##[error]${message}`);
  }

  #whileStopped(text: string, token: string): void {
    if (text.trim().toLowerCase() === `::${token.toLowerCase()}::`) this.#resumeToken = null;
    this.#log.write(text);
  }

  /** False: not a command that a runner knows, so plain output. */
  #obey(command: WorkflowCommand): boolean {
    const { name, message } = command;
    if (name in replaced) this.#refuse(name);
    else if (name === "error") this.#report("failure", command);
    else if (name === "warning" || name === "notice") this.#report(name, command);
    else if (name === "group") this.#log.write(`##[group]${message}`);
    else if (name === "endgroup") this.#log.write("##[endgroup]");
    else if (name === "add-mask") this.#hide(message);
    else if (name === "stop-commands") this.#stop(message);
    else return name === "debug" || name === "echo" || name === "add-matcher" || name === "remove-matcher";
    return true;
  }

  #report(level: Annotation["level"], command: WorkflowCommand): void {
    this.#annotate(level, command);
    this.#log.write(`##[${command.name}]${command.message}`);
  }

  #annotate(level: Annotation["level"], { properties, message }: WorkflowCommand): void {
    const number = (name: string): number | null => (/^\d+$/.test(properties[name] ?? "") ? Number(properties[name]) : null);
    const startLine = number("line") ?? 1;
    this.#annotations.push({
      level, path: properties.file ?? ".github", startLine, endLine: number("endLine") ?? startLine,
      startColumn: number("col"), endColumn: number("endColumn"), title: properties.title ?? null, message: this.#log.masked(message),
    });
  }

  #hide(value: string): void {
    this.#log.mask(value);
    this.#log.write("::add-mask::***");
  }

  #stop(token: string): void {
    this.#log.write(`::stop-commands::${token}`);
    if (token.trim() !== "") this.#resumeToken = token;
  }

  #refuse(name: string): void {
    this.refusal = `The \`${name}\` command is not supported by this runner: GitHub has replaced it. Write to the file ${replaced[name] ?? ""} instead.`;
    this.error(this.refusal);
  }
}
