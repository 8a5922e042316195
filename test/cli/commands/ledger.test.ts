/** Row Q05 through the surface that a person has: whatever is done to the database, `regreen ledger verify` finds and names it. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import Connection from "better-sqlite3";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { createNotary } from "../../../src/adapters/notary/create-notary.ts";
import { generateKey } from "../../../src/adapters/notary/key-file.ts";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { ledger } from "../../../src/cli/commands/ledger.ts";
import type { Checkpoint } from "../../../src/core/ledger/checkpoint.ts";
import type { Notary } from "../../../src/ports/notary.ts";
import type { Store } from "../../../src/ports/store/store.ts";
import { draftOf, fixIdOf, repairOf, start, stillClock } from "../../adapters/store/samples.ts";

let folder = "";
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-ledger-"));
  const store = await openStore({ path: join(folder, "regreen.db"), clock: stillClock });
  await store.ledger.append(Array.from({ length: 9 }, (_, index) => draftOf(repairOf(index % 3, { phase: "PLAN" }), "phase_entered", { number: index })));
  await store.close();
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

const run = (...argv: string[]): Promise<{ code: number; out: string }> => runWith("", ...argv);

async function runWith(input: string, ...argv: string[]): Promise<{ code: number; out: string }> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  const io = { stdin: Readable.from([input]), stdout: sink, stderr: sink, environment: { REGREEN_STATE: folder }, directory: folder };
  const code = await ledger.run(argv, io);
  return { code, out };
}

function tamper(...texts: string[]): void {
  const raw = new Connection(join(folder, "regreen.db"));
  for (const text of texts) raw.exec(text);
  raw.close();
}

test("a ledger that holds is said to hold, with its head", async () => {
  const { code, out } = await run("verify");
  expect(out).toMatch(/^The ledger holds: 9 entries, head 9 [0-9a-f]{64}\./);
  expect(code).toBe(0);
});

test("the verdict as JSON", async () => {
  expect(JSON.parse((await run("verify", "--json")).out)).toMatchObject({ holds: true, entries: 9, head: { seq: 9 }, checkpoint: null });
});

describe("an edit of any column of a row is named", () => {
  test.each([
    ["at", "'2026-11-20T08:15:01.000Z'"], ["repo", "'octo/other'"], ["repair", "null"], ["kind", "'stopped'"], ["phase", "'SPEC'"], ["payload", "'{\"number\":44}'"],
    ["payload", "'{'"], ["payload", "'[]'"], ["evidence", "'[{\"path\":\"x\",\"sha256\":\"y\"}]'"], ["evidence", "'null'"], ["prompt_sha256", "'ab'"], ["prev", "'cd'"], ["hash", "'ef'"],
  ])("%s", async (column, content) => {
    tamper(`update ledger set ${column} = ${content} where seq = 4`);
    const { code, out } = await run("verify", "--json");
    expect(JSON.parse(out)).toMatchObject({ holds: false, seq: 4, why: "edited" });
    expect(code).toBe(3);
  });
});

test("a deleted row is named", async () => {
  tamper("delete from ledger where seq = 4");
  expect(await run("verify")).toEqual({ code: 3, out: "The ledger does not hold: entry 4 was removed.\n  entry 4 is missing\n" });
});

test("a row put in between is named", async () => {
  tamper("update ledger set seq = -seq where seq >= 4", "update ledger set seq = 1 - seq where seq < 0", "insert into ledger select 4, at, repo, repair, kind, phase, payload, evidence, prompt_sha256, prev, hash from ledger where seq = 3");
  expect(JSON.parse((await run("verify", "--json")).out)).toMatchObject({ holds: false, seq: 4, why: "inserted" });
});

test("rows that changed places are named by the first", async () => {
  tamper("update ledger set seq = 99 where seq = 4", "update ledger set seq = 4 where seq = 6", "update ledger set seq = 6 where seq = 99");
  expect(JSON.parse((await run("verify", "--json")).out)).toMatchObject({ holds: false, seq: 4, why: "reordered" });
});

describe("against a signed checkpoint", () => {
  const pem = generateKey();
  const [notary, other] = [createNotary(pem), createNotary(generateKey())];
  const inStore = async <Result>(work: (store: Store) => Promise<Result>): Promise<Result> => {
    const store = await openStore({ path: join(folder, "regreen.db"), clock: stillClock });
    return work(store).finally(() => store.close());
  };
  const sign = (by: Notary): Promise<Checkpoint> => inStore(async ({ ledger: chain }) => {
    const [origin, head] = [await chain.origin(), await chain.head()];
    if (origin === null || head === null) throw new Error("the ledger is empty");
    return by.sign({ origin, ...head }, start);
  });
  /** As the relay records it. */
  const record = async (by: Notary): Promise<void> => {
    const payload = { ...await sign(by), to: "regreen/evidence" };
    await inStore(({ ledger: chain }) => chain.append([{ ...draftOf(repairOf(0), "checkpoint"), payload }]));
  };
  const signed = async (by = notary): Promise<string[]> => {
    writeFileSync(join(folder, "checkpoint.json"), JSON.stringify(await sign(by)));
    return ["--checkpoint", "checkpoint.json"];
  };
  beforeEach(() => { writeFileSync(join(folder, "checkpoint-key.pem"), pem, { mode: 0o600 }); });

  test("a ledger that holds says so", async () => {
    expect((await run("verify", ...await signed())).out).toContain("It holds against the checkpoint at 9.");
  });

  test("the checkpoint may come from standard input, and the key from a file", async () => {
    const checkpoint = JSON.stringify(await sign(other));
    writeFileSync(join(folder, "key.pem"), other.publicKey);
    expect((await runWith(checkpoint, "verify", "--checkpoint", "-", "--key", "key.pem")).out).toContain("It holds against the checkpoint at 9.");
  });

  test("by default it is held against the last one that the database records", async () => {
    await record(notary);
    expect((await run("verify")).out).toContain("It holds against its last recorded checkpoint, at 9;");
  });

  test("an end that was cut off is named; without the checkpoint it is not seen", async () => {
    const options = await signed();
    tamper("delete from ledger where seq > 6");
    expect((await run("verify")).code).toBe(0);
    expect(await run("verify", ...options)).toEqual({ code: 3, out: "The ledger does not hold: entry 7 was truncated.\n  the chain ends at 6, the checkpoint stands at 9\n" });
  });

  test("another database in its place is found at its first entry", async () => {
    const options = await signed();
    tamper("delete from ledger");
    await inStore(({ ledger: chain }) => chain.append(Array.from({ length: 12 }, (_, index) => draftOf(repairOf(index), "stopped", { forged: index }))));
    expect(JSON.parse((await run("verify", "--json", ...options)).out)).toMatchObject({ holds: false, seq: 1, why: "swapped" });
  });

  test("a chain that was forged anew from some entry on is found at the checkpoint", async () => {
    const options = await signed();
    tamper("delete from ledger where seq > 4");
    await inStore(({ ledger: chain }) => chain.append(Array.from({ length: 12 }, (_, index) => draftOf(repairOf(index), "stopped", { forged: index }))));
    expect(JSON.parse((await run("verify", "--json", ...options)).out)).toMatchObject({ holds: false, seq: 9, why: "rewritten" });
  });

  test("a database beside which another key lies is found without being given anything", async () => {
    await record(other);
    expect(JSON.parse((await run("verify", "--json")).out)).toMatchObject({ holds: false, seq: 10, why: "swapped", message: expect.stringContaining("another key") });
  });

  test("a checkpoint that another key signed is not relied on", async () => {
    await expect(run("verify", ...await signed(other))).rejects.toMatchObject({ code: "checkpoint-invalid" });
  });

  test("a file that is no checkpoint, a key that is none, no key at all: said so", async () => {
    const options = await signed();
    writeFileSync(join(folder, "checkpoint.json"), "{");
    await expect(run("verify", ...options)).rejects.toMatchObject({ code: "checkpoint-invalid" });
    writeFileSync(join(folder, "key.pem"), "no key");
    await expect(run("verify", ...options, "--key", "key.pem")).rejects.toThrow("not an Ed25519 key");
    rmSync(join(folder, "checkpoint-key.pem"));
    await expect(run("verify", ...options)).rejects.toThrow("no key to verify");
  });

  test("key prints the public key, never the private one", async () => {
    expect(await run("key")).toEqual({ code: 0, out: notary.publicKey });
    rmSync(join(folder, "checkpoint-key.pem"));
    await expect(run("key")).rejects.toThrow("no checkpoint key yet");
  });

  test("a key that others may read is not used", async () => {
    chmodSync(join(folder, "checkpoint-key.pem"), 0o644);
    await expect(run("verify")).rejects.toMatchObject({ code: "store-unsafe" });
  });
});

test("show prints a line for each entry, of one repair where it is named", async () => {
  expect((await run("show")).out.trim().split("\n")).toHaveLength(9);
  const { out } = await run("show", "--json", "--repair", fixIdOf(1), "--from", "3");
  expect(out.trim().split("\n").map((line) => (JSON.parse(line) as { seq: number }).seq)).toEqual([5, 8]);
  expect((await run("show", "--most", "2")).out.trim().split("\n")).toHaveLength(2);
});

test.each([[["show", "--from", "0"]], [["show", "--repair", "x"]], [["other"]], [["verify", "--database", "nowhere.db"]]])("%j is a mistake that is explained", async (argv) => {
  await expect(run(...argv)).rejects.toMatchObject({ name: "UsageError" });
});
