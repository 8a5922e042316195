/** `regreen requests`: what was asked for, by whom, and what came of it; lets what a machine asked for be done. */
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { RequestId } from "../../core/identity/identifier.ts";
import type { Ruling } from "../../core/request/decision.ts";
import { placeOf, type Request } from "../../core/request/request.ts";
import type { Store } from "../../ports/store/store.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { operator } from "../requests/ask.ts";
import { requestText } from "../requests/request-text.ts";
import { textTable } from "../text-table.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen requests [list] [--json] [--most <count>] [--database <file | url>]
       regreen requests show <request> [--json]
       regreen requests approve <request> [<reason>]
       regreen requests refuse <request> [<reason>]

list shows what was asked for by comments, dispatches, files, on the dashboard and on this machine, the
latest first; show one with its answer. What an App or a workflow asked for waits until
a person approves it: approve and refuse do that, in the name of your account; so does
a comment (/autofix approve <request>) or the dashboard of people who may write.

  --json                    JSON Lines, one request each
  --most <count>            at most so many (50)
  --database <file | url>   the App's store; by default DATABASE_URL, or regreen.db in
                            the state folder

Examples:
  regreen requests --json --most 10
  regreen requests show req_20261120_213000_k3f9a2b1
`;

const options = { json: { type: "boolean" }, most: { type: "string", default: "50" }, database: { type: "string" } } as const;

export const requests: Command = {
  name: "requests",
  summary: "list what was asked for and what came of it; approve or refuse what waits",
  usage,
  async run(argv, io) {
    const { values, positionals: [verb = "list", word, ...reason] } = readArguments(argv, { command: "requests", options, positionals: { least: 0, most: 60 } });
    const { store } = await openLedgerStore(values.database, io);
    try {
      switch (verb) {
        case "list": return await list(store, { json: values.json === true, most: values.most }, io);
        case "show": return await show(store, { json: values.json === true, id: idOf(word) }, io);
        case "approve":
        case "refuse": return await rule(store, { request: idOf(word), how: verb, by: operator(), reason: reason.length === 0 ? null : reason.join(" ").slice(0, 500) }, io);
        default: throw new UsageError(`regreen requests does not know "${verb}"`, "See: regreen requests --help");
      }
    } finally {
      await store.close();
    }
  },
};

function idOf(word: string | undefined): RequestId {
  const id = RequestId.safeParse(word);
  if (!id.success) throw new UsageError(`"${word ?? ""}" is no request`, "One looks like req_20261120_213000_k3f9a2b1; regreen requests lists them.");
  return id.data;
}

async function list(store: Store, { json, most }: { readonly json: boolean; readonly most: string }, io: Io): Promise<ExitCode> {
  if (!/^[1-9]\d{0,5}$/.test(most)) throw new UsageError(`--most takes a whole number from 1 on, not "${most}"`, "See: regreen requests --help");
  const found = await store.requests.list(Number(most));
  io.stdout.write(json ? found.map((one) => `${JSON.stringify(one)}\n`).join("") : table(found));
  return exitCode.done;
}

function table(found: readonly Request[]): string {
  if (found.length === 0) return "There are none.\n";
  const rows = found.map((one) => [one.id, one.state, one.repository.name, placeOf(one) === null ? "-" : `#${placeOf(one) ?? ""}`, one.origin.kind, one.actor, one.lines.join("; ").slice(0, 60), one.opened_at]);
  return plainText(textTable([["REQUEST", "STATE", "REPOSITORY", "AT", "FROM", "BY", "ASKED", "WHEN"], ...rows]));
}

async function show(store: Store, { json, id }: { readonly json: boolean; readonly id: RequestId }, io: Io): Promise<ExitCode> {
  const found = await store.requests.find(id);
  if (found === null) throw new UsageError(`There is no request ${id}`, "regreen requests lists them.");
  io.stdout.write(json ? `${JSON.stringify(found)}\n` : requestText(found));
  return exitCode.done;
}

async function rule(store: Store, ruling: Ruling, io: Io): Promise<ExitCode> {
  const { request: id, how } = ruling;
  if (!(await store.requests.rule(ruling, systemClock.now()))) throw new UsageError(`${id} does not wait for an approval`, "regreen requests show tells how it stands.");
  io.stdout.write(how === "approve" ? `${id} is approved; the serving process does it.\n` : `${id} is refused; nothing of it is done.\n`);
  return exitCode.done;
}
