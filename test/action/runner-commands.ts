/**
 * What GitHub's runner takes for commands in the output of a step: `TryParseV2` and `TryParse` of its ActionCommand, `TryProcessCommand` of its
 * ActionCommandManager (actions/runner, src/Runner.Common and src/Runner.Worker). A line ends with CR, LF or both, as its reader of lines has it.
 */
export interface RunnerCommand {
  /** In lower case: the runner does not tell the cases apart. */
  readonly name: string;
  readonly data: string;
  readonly line: string;
}

const REGISTERED = [
  "set-env", "set-output", "save-state", "add-path", "add-mask", "add-matcher", "remove-matcher", "warning", "error", "notice", "debug", "group", "endgroup", "echo", "stop-commands",
] as const;

/** The commands that the runner obeys, in their order; while commands are stopped, none but the word that ends it. */
export function obeyedCommands(output: string): readonly RunnerCommand[] {
  const obeyed: RunnerCommand[] = [];
  let stopped: string | null = null;
  for (const line of output.split(/\r\n|\r|\n/)) {
    const names: readonly string[] = stopped === null ? REGISTERED : [...REGISTERED, stopped];
    const command = readDoubleColon(line, names) ?? readBracket(line, names);
    if (command === null) continue;
    if (stopped !== null) {
      if (command.name === stopped) stopped = null;
      continue;
    }
    obeyed.push(command);
    if (command.name === "stop-commands") stopped = command.data.toLowerCase();
  }
  return obeyed;
}

/** `::name properties::data`, after white space at most. */
function readDoubleColon(line: string, names: readonly string[]): RunnerCommand | null {
  const text = line.trimStart();
  const end = text.indexOf("::", 2);
  return text.startsWith("::") && end >= 0 ? named({ head: text.slice(2, end), data: text.slice(end + 2), line }, names) : null;
}

/** `##[name properties]data`, anywhere in a line; only the first `##[` counts. */
function readBracket(line: string, names: readonly string[]): RunnerCommand | null {
  const start = line.indexOf("##[");
  const end = start < 0 ? -1 : line.indexOf("]", start);
  return end < 0 ? null : named({ head: line.slice(start + 3, end), data: line.slice(end + 1), line }, names);
}

function named({ head, data, line }: { readonly head: string; readonly data: string; readonly line: string }, names: readonly string[]): RunnerCommand | null {
  const name = (head.split(" ", 1)[0] ?? "").toLowerCase();
  return names.includes(name) ? { name, data, line } : null;
}
