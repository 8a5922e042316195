/** `regreen evidence verify`: recomputes all that a repair shows, and says whether it is verifiably complete. */
import { resolve } from "node:path";
import type { EvidenceReport } from "../../core/evidence/evidence-report.ts";
import type { HeldEvidence, SwornRecord } from "../../core/evidence/held-evidence.ts";
import { verifyEvidence } from "../../core/evidence/verify-evidence.ts";
import { FixId } from "../../core/identity/identifier.ts";
import { verifyLedger } from "../../core/ledger/verify-ledger.ts";
import type { ChainVerdict } from "../../core/ledger/verify-chain.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { readFolder } from "../evidence/read-folder.ts";
import { readStored } from "../evidence/read-stored.ts";
import { verifiedJson, verifiedText, type Verified } from "../evidence/report-output.ts";
import { exitCode } from "../exit-code.ts";
import { openLedgerStore, type LedgerStore } from "../ledger/open-ledger-store.ts";
import { readAnchor } from "../ledger/read-anchor.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen evidence verify <fix id> [--from <folder>] [--json] [--database <file | url> | --no-ledger]

Recomputes every digest and schema of a repair's evidence, the order of its phases, its manifest and in-toto statement, and holds them against
the ledger; then says whether the repair is verifiably complete, or which file does not hold, and why.

  --from <folder>           a checkout of the branch regreen/evidence, instead of what the database keeps
  --no-ledger               with --from: there is no database here; the evidence is held against its manifest only
  --database <file | url>   the SQLite file or PostgreSQL URL; by default as for regreen ledger
  --json                    one JSON object

Exit codes: 0 complete · 1 not complete (yet) · 3 something does not hold

Examples:
  regreen evidence verify fix_20261120_081500_k3f9
  git worktree add ../evidence regreen/evidence && regreen evidence verify fix_20261120_081500_k3f9 --from ../evidence --no-ledger
`;

const options = { json: { type: "boolean" }, from: { type: "string" }, database: { type: "string" }, "no-ledger": { type: "boolean" } } as const;

export const evidence: Command = {
  name: "evidence",
  summary: "verify what a repair shows: every digest, schema, phase and ledger entry",
  usage,
  async run(argv, io) {
    const { values, positionals } = readArguments(argv, { command: "evidence", options, positionals: { least: 2, most: 2 } });
    const id = repairOf(positionals);
    const folder = values.from === undefined ? null : resolve(io.directory, values.from);
    if (values["no-ledger"] === true && folder === null) throw new UsageError("--no-ledger goes with --from", "Without a folder the evidence is in the database, and so is the ledger.");
    const verified = values["no-ledger"] === true && folder !== null ? { report: verifyEvidence(await readFolder(id, folder), null), chain: null } : await withLedger({ id, folder, database: values.database }, io);
    io.stdout.write(values.json === true ? verifiedJson(verified) : verifiedText(verified));
    return exitOf(verified.report);
  },
};

function repairOf([action, name]: readonly string[]): FixId {
  if (action !== "verify") throw new UsageError(`regreen evidence does not know "${action ?? ""}"`, "See: regreen evidence --help");
  const id = FixId.safeParse(name);
  if (!id.success) throw new UsageError(`"${name ?? ""}" is not the id of a repair`, "An id looks like fix_20261120_081500_k3f9.");
  return id.data;
}

interface Asked { readonly id: FixId; readonly folder: string | null; readonly database: string | undefined }

async function withLedger({ id, folder, database }: Asked, io: Io): Promise<Verified> {
  const opened = await openLedgerStore(database, io);
  try {
    const { store } = opened;
    const repair = await store.repairs.find(id);
    if (repair === null) throw new UsageError(`This database knows no repair ${id}`, "Name another with --database; with --from and --no-ledger a checkout of the evidence branch is enough.");
    const chain = await verifyWhole(opened, io);
    const held = folder === null ? await readStored(repair, store) : await readFolder(id, folder);
    const entries = await store.ledger.ofRepair(id).catch(() => []);
    return { report: withChain(held, { repair, entries }, chain), chain };
  } finally {
    await opened.store.close();
  }
}

/** Against the last checkpoint that the database records. */
async function verifyWhole({ store: { ledger }, key }: LedgerStore, io: Io): Promise<ChainVerdict> {
  const anchor = await readAnchor({ checkpoint: undefined, key: undefined, ownKey: key, ledger, io });
  const verdict = await verifyLedger(ledger.read(1), anchor.kind === "signed" ? anchor.checkpoint : null);
  return verdict.holds && anchor.kind === "foreign" ? { holds: false, seq: anchor.seq, why: "swapped", message: anchor.message } : verdict;
}

/** A ledger that does not hold proves nothing. */
function withChain(held: HeldEvidence, record: SwornRecord, chain: ChainVerdict): EvidenceReport {
  const report = verifyEvidence(held, record);
  if (chain.holds) return report;
  const finding = { path: "ledger", rule: "ledger", message: `the ledger does not hold: entry ${chain.seq} was ${chain.why}` } as const;
  return { ...report, verdict: "broken", summary: "The ledger itself does not hold.", findings: [...report.findings, finding] };
}

function exitOf({ verdict }: EvidenceReport): number {
  switch (verdict) {
    case "complete": return exitCode.done;
    case "incomplete": return exitCode.notFixed;
    case "broken": return exitCode.refused;
    default: return verdict satisfies never;
  }
}
