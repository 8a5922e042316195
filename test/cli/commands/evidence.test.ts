/** Row P2 through the surface that a person has: `regreen evidence verify`, on the database and on a checkout of the evidence branch. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import Connection from "better-sqlite3";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable, Writable } from "node:stream";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { evidence } from "../../../src/cli/commands/evidence.ts";
import type { EvidenceReport } from "../../../src/core/evidence/evidence-report.ts";
import { opening, request, start, stillClock } from "../../adapters/store/samples.ts";
import { provenDecision } from "../../core/evidence/a-proven-repair.ts";
import { fix, repairIn } from "../../core/repair/a-repair.ts";

const decision = provenDecision();
const texts = decision.effects.flatMap(({ effect }) => (effect.kind === "store_evidence" ? effect.texts : []));
const branch = new Map([...decision.evidence.map(({ phase, file, content }) => [`${fix}/${phase}/${file}`, content] as const), ...texts.map(({ path, text }) => [path, Buffer.from(text)] as const)]);

let folder = "";
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-evidence-"));
  const store = await openStore({ path: join(folder, "regreen.db"), clock: stillClock });
  await store.repairs.open([opening({ ...repairIn(null) })], [], start);
  const [claimed] = await store.repairs.claim(request());
  if (claimed === undefined || (await store.repairs.commit(claimed, decision, start)) !== "settled") throw new Error("not kept");
  await store.close();
  for (const [path, content] of branch) {
    mkdirSync(join(folder, "branch", dirname(path)), { recursive: true });
    writeFileSync(join(folder, "branch", path), content);
  }
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

async function run(...argv: string[]): Promise<{ code: number; out: string }> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  const io = { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: { REGREEN_STATE: folder }, directory: folder };
  const code = await evidence.run(argv, io);
  return { code, out };
}

async function findings(...argv: string[]): Promise<{ code: number; found: readonly string[] }> {
  const { code, out } = await run("verify", fix, "--json", ...argv);
  return { code, found: (JSON.parse(out) as EvidenceReport).findings.map(({ path }) => path) };
}

function tamper(text: string, ...values: unknown[]): void {
  const raw = new Connection(join(folder, "regreen.db"));
  raw.pragma("foreign_keys = off");
  raw.prepare(text).run(...values);
  raw.close();
}

test("what the database keeps is verifiably complete", async () => {
  const { code, out } = await run("verify", fix);
  expect(out).toMatch(/^The evidence of fix_20261120_213000_k3f9 is verifiably complete\.\n {2}All nine phases are proven and sworn to; the repair ended merged\.\n {2}STRATEGIZE proven .* MONITOR proven\n {2}The ledger holds: \d+ entries\.\n$/);
  expect(code).toBe(0);
});

test("so is a checkout of the evidence branch, with the ledger and without", async () => {
  expect((await run("verify", fix, "--from", "branch")).out).toContain("is verifiably complete");
  expect((await run("verify", fix, "--from", "branch", "--no-ledger")).out).toContain("there was no ledger to compare with");
});

describe.each(decision.evidence.map(({ phase, file, sha256 }) => ({ path: `${phase}/${file}`, sha256 })))("$path", ({ path, sha256 }) => {
  test("edited in the database: named", async () => {
    tamper("update contents set content = ? where sha256 = ?", Buffer.from("{}\n\n"), sha256);
    const { code, found } = await findings();
    expect(found).toContain(path);
    expect(code).toBe(3);
  });

  test("deleted from the database: named", async () => {
    tamper("delete from contents where sha256 = ?", sha256);
    expect((await findings()).found).toContain(path);
  });
});

describe.each([...branch.keys()].map((path) => path.slice(fix.length + 1)))("in a checkout, %s", (path) => {
  test("edited: named, with the ledger and without where the rest can tell", async () => {
    const file = join(folder, "branch", fix, path);
    writeFileSync(file, `${readFileSync(file, "utf8")}\n`);
    const { code, found } = await findings("--from", "branch");
    expect(found).toContain(path);
    expect(code).toBe(3);
    if (path === "statement.json") return;
    expect((await findings("--from", "branch", "--no-ledger")).code).toBe(3);
  });

  test("deleted, or a link in its place: named", async () => {
    const file = join(folder, "branch", fix, path);
    rmSync(file);
    expect((await findings("--from", "branch", "--no-ledger")).found).toContain(path);
    symlinkSync("/etc/hostname", file);
    expect((await findings("--from", "branch", "--no-ledger")).found).toContain(path);
  });
});

test("a row of evidence taken out of the database is missed", async () => {
  tamper("delete from evidence where phase = 'VERIFY'");
  expect((await findings()).found).toContain("VERIFY/checks.json");
});

test("a ledger that does not hold proves nothing", async () => {
  tamper("update ledger set payload = '{}' where seq = 2");
  const { code, out } = await run("verify", fix);
  expect(out).toContain("DOES NOT HOLD");
  expect(out).toContain("entry 2 was edited");
  expect(code).toBe(3);
});

test.each([
  [["verify", "fix_1"], "not the id of a repair"], [["verify", "fix_20261120_213000_zzzz"], "knows no repair"], [["show", fix], 'does not know "show"'],
  [["verify", fix, "--from", "nowhere"], "There is no evidence"], [["verify", fix, "--no-ledger"], "goes with --from"], [["verify", fix, "--from", "nowhere", "--no-ledger"], "There is no evidence"],
])("%j is a mistake that is explained", async (argv, says) => {
  await expect(run(...argv)).rejects.toThrow(says);
});
