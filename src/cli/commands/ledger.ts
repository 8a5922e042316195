/** `regreen ledger`: says whether what was sworn to still stands, and shows it. */
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { verifyLedger } from "../../core/ledger/verify-ledger.ts";
import { FixId } from "../../core/identity/identifier.ts";
import type { LedgerEntry } from "../../core/ledger/entry.ts";
import type { Ledger } from "../../ports/store.ts";
import { readAnchor } from "../ledger/read-anchor.ts";
import { entryText, verdictJson, verdictText } from "../ledger/ledger-output.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";

const usage = `
Usage: regreen ledger verify [--json] [--database <file | url>] [--checkpoint <file> --key <file>]
       regreen ledger show [--json] [--database <file | url>] [--repair <fix id>] [--from <seq>] [--most <count>]

verify recomputes every hash of the chain and says that it holds, or which entry is the first that does not, and why.
show prints entries, oldest first.

  --database <file | url>   the SQLite file or PostgreSQL URL; by default DATABASE_URL, or regreen.db in the state folder
                            ($REGREEN_STATE, $XDG_STATE_HOME/regreen, ~/.local/state/regreen)
  --checkpoint <file>       a signed checkpoint (JSON): shows also that the end was not cut off
  --key <file>              the public key (PEM) that the checkpoint must be signed with
  --repair <fix id>         only entries of this repair
  --from <seq>              from this sequence number on
  --most <count>            at most so many (100)

Exit code 3 when the chain does not hold.
`;

const options = {
  json: { type: "boolean" }, database: { type: "string" }, checkpoint: { type: "string" }, key: { type: "string" },
  repair: { type: "string" }, from: { type: "string" }, most: { type: "string" },
} as const;

export const ledger: Command = {
  name: "ledger",
  summary: "verify the chain of what was sworn to, or show it",
  usage,
  async run(argv, io) {
    const { values, positionals } = readArguments(argv, { command: "ledger", options, positionals: { least: 1, most: 1 } });
    const act = actionOf(positionals[0] ?? "");
    const store = await openLedgerStore(values.database, io);
    try {
      return await act(store.ledger, values, io);
    } finally {
      await store.close();
    }
  },
};

interface Values { readonly json?: boolean; readonly checkpoint?: string; readonly key?: string; readonly repair?: string; readonly from?: string; readonly most?: string }

type Action = (ledger: Ledger, values: Values, io: Io) => Promise<number>;

function actionOf(name: string): Action {
  switch (name) {
    case "verify": return verify;
    case "show": return show;
    default: throw new UsageError(`regreen ledger does not know "${name}"`, "See: regreen ledger --help");
  }
}

async function verify(chain: Ledger, values: Values, io: Io): Promise<number> {
  const anchor = await readAnchor({ checkpoint: values.checkpoint, key: values.key, directory: io.directory });
  const verdict = await verifyLedger(chain.read(1), anchor);
  io.stdout.write(values.json === true ? verdictJson(verdict, anchor) : verdictText(verdict, anchor));
  return verdict.holds ? exitCode.done : exitCode.refused;
}

async function show(chain: Ledger, values: Values, io: Io): Promise<number> {
  const most = wholeNumber("--most", values.most ?? "100");
  const from = wholeNumber("--from", values.from ?? "1");
  let shown = 0;
  for await (const entry of chosen(chain, values.repair, from)) {
    if (shown >= most) break;
    io.stdout.write(values.json === true ? `${JSON.stringify(entry)}\n` : entryText(entry));
    shown += 1;
  }
  return exitCode.done;
}

async function* chosen(chain: Ledger, repair: string | undefined, from: number): AsyncGenerator<LedgerEntry> {
  if (repair === undefined) return yield* chain.read(from);
  const id = FixId.safeParse(repair);
  if (!id.success) throw new UsageError(`"${repair}" is not the id of a repair`, "An id looks like fix_20261120_081500_k3f9.");
  for (const entry of await chain.ofRepair(id.data)) if (entry.seq >= from) yield entry;
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9][0-9]{0,14}$/.test(text)) throw new UsageError(`${option} takes a whole number from 1 on, not "${text}"`, "See: regreen ledger --help");
  return Number(text);
}
