/** `regreen ledger`: says whether what was sworn to still stands, and shows it. */
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { createNotary } from "../../adapters/notary/create-notary.ts";
import { verifyLedger } from "../../core/ledger/verify-ledger.ts";
import { FixId } from "../../core/identity/identifier.ts";
import type { LedgerEntry } from "../../core/ledger/entry.ts";
import type { ChainVerdict } from "../../core/ledger/verify-chain.ts";
import type { Ledger } from "../../ports/store/ledger.ts";
import { readAnchor, type AnchorReading } from "../ledger/read-anchor.ts";
import { entryText, verdictJson, verdictText } from "../ledger/ledger-output.ts";
import { openLedgerStore, type LedgerStore } from "../ledger/open-ledger-store.ts";

const usage = `
Usage: regreen ledger verify [--json] [--database <file | url>] [--checkpoint <file | ->] [--key <file>]
       regreen ledger show [--json] [--database <file | url>] [--repair <fix id>] [--from <seq>] [--most <count>]
       regreen ledger key [--database <file | url>]

verify recomputes every hash of the chain and says that it holds, or which entry is the first that does not, and why.
It is held against the last checkpoint that the database records, or against the one that you name: checkpoint.json of the branch regreen/evidence
shows also that the end was not cut off, and that this is the same ledger. show prints entries, oldest first. key prints the public key of the checkpoints.

  --database <file | url>   the SQLite file or PostgreSQL URL; by default DATABASE_URL, or regreen.db in the state folder
                            ($REGREEN_STATE, $XDG_STATE_HOME/regreen, ~/.local/state/regreen)
  --checkpoint <file | ->   a signed checkpoint (JSON), from a file or standard input
  --key <file>              the key (PEM) that it must be signed with; by default this database's own
                            (REGREEN_CHECKPOINT_KEY_PATH, else checkpoint-key.pem beside the file, else the one kept in PostgreSQL)
  --repair <fix id>         only entries of this repair
  --from <seq>              from this sequence number on
  --most <count>            at most so many (100)

Exit code 3 when the chain does not hold.

Example:
  git show origin/regreen/evidence:checkpoint.json | regreen ledger verify --checkpoint -
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
    const opened = await openLedgerStore(values.database, io);
    try {
      return await act(opened, values, io);
    } finally {
      await opened.store.close();
    }
  },
};

interface Values { readonly json?: boolean; readonly checkpoint?: string; readonly key?: string; readonly repair?: string; readonly from?: string; readonly most?: string }

type Action = (opened: LedgerStore, values: Values, io: Io) => Promise<number>;

function actionOf(name: string): Action {
  switch (name) {
    case "verify": return verify;
    case "show": return show;
    case "key": return key;
    default: throw new UsageError(`regreen ledger does not know "${name}"`, "See: regreen ledger --help");
  }
}

async function verify({ store: { ledger: chain }, key: ownKey }: LedgerStore, { json, checkpoint, key: named }: Values, io: Io): Promise<number> {
  const anchor = await readAnchor({ checkpoint, key: named, ownKey, ledger: chain, io });
  const verdict = judged(await verifyLedger(chain.read(1), anchor.kind === "signed" ? anchor.checkpoint : null), anchor);
  io.stdout.write(json === true ? verdictJson(verdict, anchor) : verdictText(verdict, anchor));
  return verdict.holds ? exitCode.done : exitCode.refused;
}

/** A chain that holds in itself is still not ours when somebody else signed for it. */
function judged(verdict: ChainVerdict, anchor: AnchorReading): ChainVerdict {
  if (!verdict.holds || anchor.kind !== "foreign") return verdict;
  return { holds: false, seq: anchor.seq, why: "swapped", message: anchor.message };
}

async function key({ key: pem }: LedgerStore, _values: Values, io: Io): Promise<number> {
  if (pem === null) throw new UsageError("There is no checkpoint key yet", "It is made when `regreen serve` first starts on this database.");
  io.stdout.write(createNotary(pem).publicKey);
  return Promise.resolve(exitCode.done);
}

async function show({ store: { ledger: chain } }: LedgerStore, values: Values, io: Io): Promise<number> {
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
