/** What can be asked for, as an answer says it. */
import { helpLines } from "../parse-command.ts";

export function helpText(prefix: string): string {
  return ["What people with write permission can ask for, in a comment on an issue, a pull request or its lines, at the beginning of a line (on a line, a fix is asked for in that file):", "", ...helpLines(prefix), "", "`regreen skills` lists the skills; `status`, `list` and `explain` change nothing."].join("\n");
}

export function foldedHelp(prefix: string): string {
  return `<details><summary>What can be asked for</summary>\n\n${helpText(prefix)}\n\n</details>`;
}
