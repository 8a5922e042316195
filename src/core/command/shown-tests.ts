/** What a test takes in is not shown: of `test -z "$(gofmt -l .)"` a reader sees nothing but that it failed. */

const beginning = /(?:\btest|\[\[?)\s+-[zn]\s+"?(?=\$\()/g;

/** Not `tee /dev/stderr`: that opens it anew, which a socket does not allow. */
const ALSO_SHOWN = `awk '{ print; print | "cat 1>&2" }'`;

/**
 * The same command, in which whatever `test -z "$(…)"` (or `-n`, `[ … ]`, `[[ … ]]`) takes in is printed on standard error too. It ends as before:
 * the test asks for the text alone. A substitution whose end cannot be told is left as it is.
 */
export function withShownTests(command: string): string {
  let shown = "";
  let from = 0;
  for (const { index, 0: text } of command.matchAll(beginning)) {
    const start = index + text.length + 2;
    const end = endOfSubstitution(command, start);
    if (index < from || end === null) continue;
    const inner = command.slice(start, end);
    shown += `${command.slice(from, start)}{ ${inner.trim()}\n} | ${ALSO_SHOWN}`;
    from = end;
  }
  return shown + command.slice(from);
}

/** Where the `)` stands that closes what begins at `start`; null: there is none, or it is arithmetic. */
function endOfSubstitution(command: string, start: number): number | null {
  if (command[start] === "(") return null;
  let depth = 1;
  let quote = "";
  for (let at = start; at < command.length; at += 1) {
    const character = command[at] ?? "";
    if (character === "\\" && quote !== "'") at += 1;
    else if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === "(") depth += 1;
    else if (character === ")" && (depth -= 1) === 0) return at;
  }
  return null;
}

/** Whether only Bash can read it: process substitution, `[[`, here-strings, `pipefail`. */
export function needsBash(command: string): boolean {
  return /[<>]\(|(?:^|[\s;&|(])\[\[\s|<<<|\bpipefail\b/.test(command);
}
