/** `regreen explain`: what failed, why this skill or none, and what a person can do. */
import { answerExplain } from "../../core/request/answer/look.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { fromMarkdown } from "../../core/request/answer/from-markdown.ts";
import { answeringFor, lookAt } from "../requests/look.ts";

const usage = `
Usage: regreen explain <fix> [--json] [--database <file | url>]

Says in plain words what failed, why this skill was chosen or none, how it stands, and
what you can do. (To be told about a log: regreen classify <log> --explain.)

  --json                    one JSON object: the repair, and the words
  --database <file | url>   the App's store; by default DATABASE_URL, or regreen.db in
                            the state folder

Example:
  regreen explain fix_20261120_213000_k3f9
`;

const options = { json: { type: "boolean" }, database: { type: "string" } } as const;

export const explain: Command = {
  name: "explain",
  summary: "say what failed, why this skill or none, and what you can do",
  usage,
  async run(argv, io) {
    const { values, positionals: [fix] } = readArguments(argv, { command: "explain", options, positionals: { least: 1, most: 1 } });
    const { store } = await openLedgerStore(values.database, io);
    try {
      const looked = await lookAt(store, { fix, repo: undefined, all: true }, io);
      const [repair] = looked.repairs;
      if (repair === undefined) return exitCode.notFixed;
      const { text } = answerExplain(repair.id, answeringFor(repair.subject.repository, looked));
      io.stdout.write(values.json === true ? `${JSON.stringify({ version: 1, repair, explanation: fromMarkdown(text) })}\n` : `${plainText(fromMarkdown(text))}\n`);
      return exitCode.done;
    } finally {
      await store.close();
    }
  },
};
