/** `regreen status`: how repairs stand, from the App's store. */
import { statusLine } from "../../core/request/answer/status-line.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { fromMarkdown } from "../../core/request/answer/from-markdown.ts";
import { lookAt } from "../requests/look.ts";

const usage = `
Usage: regreen status [<fix>] [--repo <owner/name>] [--all] [--json] [--database <file | url>]

Says how the App's repairs stand: one, those of a repository, or all that are open.

  --repo <owner/name>       only of this repository
  --all                     those that are over, too (the latest 500)
  --json                    JSON Lines, one repair each, with all that is kept of it
  --database <file | url>   the App's store; by default DATABASE_URL, or regreen.db in
                            the state folder

Examples:
  regreen status
  regreen status fix_20261120_213000_k3f9 --json
`;

const options = { repo: { type: "string" }, all: { type: "boolean" }, json: { type: "boolean" }, database: { type: "string" } } as const;

export const status: Command = {
  name: "status",
  summary: "say how the App's repairs stand",
  usage,
  async run(argv, io) {
    const { values, positionals: [fix] } = readArguments(argv, { command: "status", options, positionals: { least: 0, most: 1 } });
    const { store } = await openLedgerStore(values.database, io);
    try {
      const { repairs, webUrl } = await lookAt(store, { fix, repo: values.repo, all: values.all === true }, io);
      const lines = repairs.map((repair) => (values.json === true ? JSON.stringify(repair) : plainText(`${repair.subject.repository.name}  ${fromMarkdown(statusLine(repair, webUrl))}`)));
      io.stdout.write(lines.length === 0 && values.json !== true ? "No repair is open.\n" : lines.map((line) => `${line}\n`).join(""));
      return exitCode.done;
    } finally {
      await store.close();
    }
  },
};
