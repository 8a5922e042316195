/** `regreen dashboard link`: a link that signs the operator in on the dashboard, once. */
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { systemRandomness } from "../../adapters/clock/system-randomness.ts";
import { LINK_SECONDS, linkToken } from "../../app/sign-in/session.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { operator } from "../requests/ask.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen dashboard link [--url <address>] [--json] [--database <file | url>]

Prints a link that signs you in on the dashboard of the serving process, in the name of
your account on this machine: there you may do what the command line may. It is good for
${LINK_SECONDS / 60} minutes and for one use; whoever has it is the operator, so open it yourself.

People who are no operators sign in with GitHub (see regreen serve --help, REGREEN_URL).

  --url <address>           where the serving process is reached; by default REGREEN_URL,
                            or http://127.0.0.1 with PORT (3000)
  --json                    {"url": "…", "seconds": ${LINK_SECONDS}}
  --database <file | url>   the App's store; by default DATABASE_URL, or regreen.db in
                            the state folder

Example:
  regreen dashboard link
`;

const options = { url: { type: "string" }, json: { type: "boolean" }, database: { type: "string" } } as const;

export const dashboard: Command = {
  name: "dashboard",
  summary: "print a link that signs you in on the dashboard, once",
  usage,
  async run(argv, io) {
    const { values, positionals: [verb] } = readArguments(argv, { command: "dashboard", options, positionals: { least: 1, most: 1 } });
    if (verb !== "link") throw new UsageError(`regreen dashboard does not know "${verb ?? ""}"`, "See: regreen dashboard --help");
    const address = addressIn(values.url ?? io.environment["REGREEN_URL"] ?? `http://127.0.0.1:${io.environment["PORT"] ?? "3000"}`);
    const { store } = await openLedgerStore(values.database, io);
    try {
      const token = await linkToken(operator(), { keys: store.keys, at: systemClock.now(), randomness: systemRandomness });
      const url = `${address}/sign-in/link?token=${token}`;
      io.stdout.write(values.json === true ? `${JSON.stringify({ url, seconds: LINK_SECONDS })}\n` : `${url}\n\nGood for ${LINK_SECONDS / 60} minutes, and for one use.\n`);
      return exitCode.done;
    } finally {
      await store.close();
    }
  },
};

function addressIn(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new UsageError(`"${text}" is no address`, "One looks like https://regreen.example.com.");
  return new URL(text).origin;
}
