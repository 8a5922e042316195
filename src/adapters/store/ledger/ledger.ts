import { z } from "zod";
import type { SpentAt } from "../../../core/budget/meters.ts";
import { Fault } from "../../../core/fault/fault.ts";
import type { LedgerEntry } from "../../../core/ledger/entry.ts";
import type { Timestamp } from "../../../core/identity/timestamp.ts";
import type { Digest } from "../../../core/identity/digest.ts";
import { EvidenceDigest } from "../../../core/ledger/entry.ts";
import type { Ledger } from "../../../ports/store/ledger.ts";
import type { Database } from "../database.ts";
import { row, rows, statement, type Statement } from "../script.ts";
import { appendDrafts, readHead } from "./append.ts";
import { measuredEntries } from "./measured.ts";

const PAGE = 1_000;

type LedgerRow = Omit<LedgerEntry, "payload" | "evidence"> & { readonly payload: string; readonly evidence: string };

const columns = "seq, at, repo, repair, kind, phase, payload, evidence, prompt_sha256, prev, hash";
const readPage = statement<LedgerRow>("ledger_page", `select ${columns} from ledger where seq >= ? order by seq limit cast(? as bigint)`);
const readOfRepair = statement<LedgerRow>("ledger_of_repair", `select ${columns} from ledger where repair = ? order by seq`);
const readVerdicts = statement<LedgerRow>("ledger_verdicts", `select ${columns} from ledger where kind = 'policy_evaluated' and repo = ? and at >= ? order by seq desc limit cast(? as bigint)`);
const readOne = statement<LedgerRow>("ledger_one", `select ${columns} from ledger where seq = ?`);
const readStandings = statement<LedgerRow>("ledger_standings", `select ${columns} from ledger where kind = 'standing_changed' and repo = ? order by seq desc limit cast(? as bigint)`);
const firstMeasured = statement<{ seq: number | null }>("ledger_first_measured", `select min(seq) as seq from ledger where ${measuredEntries} and at >= ?`);
const readMeasured = statement<LedgerRow>("ledger_measured", `select ${columns} from ledger where seq >= ? and at >= ? and ${measuredEntries} order by seq limit cast(? as bigint)`);
const readOrigin = statement<{ hash: Digest }>("ledger_origin", "select hash from ledger where seq = 1");
const readBudgets = statement<{ at: Timestamp; payload: string }>("ledger_budgets", "select at, payload from ledger where kind = 'budget_spent' and repo = ? and at >= ? order by seq");
const readCheckpoint = statement<LedgerRow>("ledger_checkpoint", `select ${columns} from ledger where kind = 'checkpoint' order by seq desc limit 1`);

/** The ledger of a database. Entries come as they are stored: whether they hold is for `Verification` (core/ledger/verify-chain.ts) to say. */
export function openLedger(database: Database): Ledger {
  return {
    read: (fromSeq) => readEntries(database, fromSeq),
    ofRepair: async (id) => (await database.read(() => rows(readOfRepair, id))).map(toEntry),
    head: () => database.read(() => row(readHead)),
    find: (seq) => readOptional(database, readOne, seq),
    standings: async ({ repo, most }) => (await database.read(() => rows(readStandings, repo, most))).map(toEntry),
    verdicts: async ({ repo, since, most }) => (await database.read(() => rows(readVerdicts, repo, since, most))).map(toEntry),
    measured: (since) => readMeasuredSince(database, since),
    origin: async () => (await database.read(() => row(readOrigin)))?.hash ?? null,
    latestCheckpoint: () => readOptional(database, readCheckpoint),
    spent: async ({ budget, ...asked }) => (await readSpendings(database, asked)).reduce((sum, one) => (one.budget === budget ? sum + one.amount : sum), 0),
    spendings: (asked) => readSpendings(database, asked),
    append: (drafts) => database.write(() => appendDrafts(drafts)),
  };
}

async function readOptional(database: Database, asked: Statement<LedgerRow>, ...values: readonly number[]): Promise<LedgerEntry | null> {
  const stored = await database.read(() => row(asked, ...values));
  return stored === null ? null : toEntry(stored);
}

const Spent = z.object({ budget: z.string(), amount: z.number() });

/** Entries without an amount tell what stopped, and add nothing. */
async function readSpendings(database: Database, { repo, since }: Parameters<Ledger["spendings"]>[0]): Promise<readonly SpentAt[]> {
  const found = await database.read(() => rows(readBudgets, repo, since));
  return found.flatMap(({ at, payload }) => {
    const parsed = Spent.safeParse(JSON.parse(payload));
    return parsed.success ? [{ ...parsed.data, at }] : [];
  });
}

/** Page by page, so that a long chain takes little memory and holds no cursor open. */
async function* readEntries(database: Database, fromSeq: number): AsyncGenerator<LedgerEntry> {
  let next = fromSeq;
  for (;;) {
    const from = next;
    const page = await database.read(() => rows(readPage, from, PAGE));
    for (const stored of page) {
      yield toEntry(stored);
      next = stored.seq + 1;
    }
    if (page.length < PAGE) return;
  }
}

/** Page by page too: the work of others comes in between. */
async function* readMeasuredSince(database: Database, since: Timestamp): AsyncGenerator<LedgerEntry> {
  let next = (await database.read(() => row(firstMeasured, since)))?.seq ?? null;
  while (next !== null) {
    const from = next;
    const page = await database.read(() => rows(readMeasured, from, since, PAGE));
    yield* page.map(toEntry);
    const last = page.at(-1);
    next = last === undefined || page.length < PAGE ? null : last.seq + 1;
  }
}

/** What JSON.parse gives is JSON all the way down: only that it is an object is left to say. */
const Payload = z.custom<LedgerEntry["payload"]>((value) => typeof value === "object" && value !== null && !Array.isArray(value));
const EvidenceList = z.array(EvidenceDigest);

/** Fault `ledger-unreadable` where the stored text is no entry's. */
function toEntry(stored: LedgerRow): LedgerEntry {
  try {
    return { ...stored, payload: stored.payload === "{}" ? {} : Payload.parse(JSON.parse(stored.payload)), evidence: stored.evidence === "[]" ? [] : EvidenceList.parse(JSON.parse(stored.evidence)) };
  } catch (cause) {
    throw new Fault("ledger-unreadable", { detail: `entry ${stored.seq}`, cause });
  }
}
