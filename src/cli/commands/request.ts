/** `regreen request`: asks the serving App for what a comment could ask for (row E11). */
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { ask } from "../requests/ask.ts";

const usage = `
Usage: regreen request <command>... [--repo <owner/name>] [--number <n>] [--dry-run] [--wait <seconds>] [--json] [--database <file | url>]

Asks the App for what people ask for in comments, from the machine that it runs on.
Each word is one command as in a comment, without the prefix; quote those with blanks:
fix (what is red), utf8, lint, format, imports, tests, lockfile or a skill's name with
--file, --module, --tool, --scan; rerun; status; explain; approve, reject, pause,
resume, escalate, abort; waive; mode; retry; apply; revert; list; help.

It is stored with the name of your account, sworn to in the ledger, and answered by
the serving process; nobody on GitHub is written to by the answer.

  --repo <owner/name>       where; not needed for a repair's id, or if there is but one
  --number <n>              the pull request or issue that is talked of; by default
                            the default branch
  --dry-run                 only say what would be done
  --wait <seconds>          wait for the answer so long (10; 0: do not)
  --json                    the request with its outcomes, one JSON object
  --database <file | url>   the App's store; by default DATABASE_URL, or regreen.db in
                            the state folder

The same from outside: a repository_dispatch of the type regreen, whose client_payload
is {"version": 1, "id": "…", "commands": ["lint"], "pull": 7, "dry_run": false}; and a
JSON file in the folder that REGREEN_REQUESTS names: {"version": 1, "id": "nightly-1",
"repo": "octo/hello", "commands": ["lint"], "number": 7, "by": "octo", "dry_run": false}.

Examples:
  regreen request fix --repo octo/hello
  regreen request "lint --file src/app.js" --repo octo/hello --number 7 --dry-run

Exit codes: 0 asked, or done · 1 not done (the answer says why) · 2 usage
`;

const options = {
  repo: { type: "string" }, number: { type: "string" }, "dry-run": { type: "boolean" }, wait: { type: "string", default: "10" }, json: { type: "boolean" }, database: { type: "string" },
} as const;

export const request: Command = {
  name: "request",
  summary: "ask the serving App for what a comment could ask for",
  usage,
  async run(argv, io) {
    const { values, positionals } = readArguments(argv, { command: "request", options, positionals: { least: 1, most: 10 } });
    const lines = positionals.map((line) => (line.trim() === "fix" ? "" : line.trim()));
    return ask({ lines, repo: values.repo, number: values.number, dryRun: values["dry-run"] === true, wait: values.wait, json: values.json === true, database: values.database }, io);
  },
};
