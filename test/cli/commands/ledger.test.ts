/** Row Q05 through the surface that a person has: whatever is done to the database, `regreen ledger verify` finds and names it. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import Connection from "better-sqlite3";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { ledger } from "../../../src/cli/commands/ledger.ts";
import { signCheckpoint } from "../../../src/core/ledger/checkpoint.ts";
import { draftOf, fixIdOf, repairOf, start, stillClock } from "../../adapters/store/samples.ts";

let folder = "";
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-ledger-"));
  const store = await openStore({ path: join(folder, "regreen.db"), clock: stillClock });
  await store.ledger.append(Array.from({ length: 9 }, (_, index) => draftOf(repairOf(index % 3, { phase: "PLAN" }), "phase_entered", { number: index })));
  await store.close();
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

async function run(...argv: string[]): Promise<{ code: number; out: string }> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  const io = { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: { REGREEN_STATE: folder }, directory: folder };
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
  const keys = generateKeyPairSync("ed25519");
  const signed = async (signer = keys): Promise<string[]> => {
    const store = await openStore({ path: join(folder, "regreen.db"), clock: stillClock });
    const head = await store.ledger.head();
    await store.close();
    if (head === null) throw new Error("the ledger is empty");
    writeFileSync(join(folder, "checkpoint.json"), JSON.stringify(signCheckpoint(head, start, signer)));
    writeFileSync(join(folder, "key.pem"), keys.publicKey.export({ type: "spki", format: "pem" }));
    return ["--checkpoint", "checkpoint.json", "--key", "key.pem"];
  };

  test("a ledger that holds says so", async () => {
    expect((await run("verify", ...await signed())).out).toContain("It holds against the checkpoint at 9.");
  });

  test("an end that was cut off is named; without the checkpoint it is not seen", async () => {
    const options = await signed();
    tamper("delete from ledger where seq > 6");
    expect((await run("verify")).code).toBe(0);
    expect(await run("verify", ...options)).toEqual({ code: 3, out: "The ledger does not hold: entry 7 was truncated.\n  the chain ends at 6, the checkpoint stands at 9\n" });
  });

  test("another database in its place is found", async () => {
    const options = await signed();
    tamper("delete from ledger");
    const store = await openStore({ path: join(folder, "regreen.db"), clock: stillClock });
    await store.ledger.append(Array.from({ length: 12 }, (_, index) => draftOf(repairOf(index), "stopped", { forged: index })));
    await store.close();
    expect(JSON.parse((await run("verify", "--json", ...options)).out)).toMatchObject({ holds: false, seq: 9, why: "rewritten" });
  });

  test("a checkpoint that another key signed is not relied on", async () => {
    await expect(run("verify", ...await signed(generateKeyPairSync("ed25519")))).rejects.toMatchObject({ code: "checkpoint-invalid" });
  });

  test("a file that is no checkpoint, a key that is none: said so", async () => {
    const options = await signed();
    writeFileSync(join(folder, "checkpoint.json"), "{");
    await expect(run("verify", ...options)).rejects.toMatchObject({ code: "checkpoint-invalid" });
    writeFileSync(join(folder, "key.pem"), "no key");
    await expect(run("verify", ...options)).rejects.toThrow("not an Ed25519 key");
    await expect(run("verify", "--key", "key.pem")).rejects.toThrow("go together");
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
