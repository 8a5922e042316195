import type { CommandEntry } from "./command.ts";

/** What `regreen --help` prints: every command with its line, and where to begin. */
export function helpText(commands: readonly CommandEntry[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const list = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`).join("\n");
  return `Regreen turns red CI green again, with fixes that are safe by construction, and
proves each one.

Use: regreen <command> [options]

${list}

Begin with one of these, in a checkout:
  regreen fix --run "npm run lint"    run it, and mend what broke
  regreen fix --log ci.log --dry-run  show what would be done, and write nothing
  regreen classify ci.log             only say what broke

regreen <command> --help shows a command's options and examples.
Exit codes: 0 done or nothing to do · 1 not fixed · 2 usage
            3 refused by contract or policy · 4 budget · 5 environment · 70 bug
`;
}
