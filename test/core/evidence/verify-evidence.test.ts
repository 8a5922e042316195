/** Row P2: whatever is done to a repair's evidence, verifying it finds and names the file. */
import { describe, expect, test } from "@jest/globals";
import type { HeldEvidence } from "../../../src/core/evidence/held-evidence.ts";
import { buildManifest } from "../../../src/core/evidence/manifest.ts";
import { buildStatement, Statement } from "../../../src/core/evidence/statement.ts";
import { verifyEvidence } from "../../../src/core/evidence/verify-evidence.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { phases, evidenceFile } from "../../../src/core/repair/phase.ts";
import { provenDecision, provenFolder, provenRecord } from "./a-proven-repair.ts";

const held = provenFolder();
const record = provenRecord();
const paths = [...held.files.keys()];
const withFile = (path: string, content: Uint8Array | null): HeldEvidence => ({ ...held, files: new Map(held.files).set(path, content) });
const without = (path: string): HeldEvidence => ({ ...held, files: new Map([...held.files].filter(([name]) => name !== path)) });
const findingsOf = (evidence: HeldEvidence, sworn = record): readonly string[] => verifyEvidence(evidence, sworn).findings.map(({ path, rule }) => `${rule} ${path}`);

test("a repair that passed all nine phases is verifiably complete", () => {
  expect(verifyEvidence(held, record)).toMatchObject({ verdict: "complete", files: 11, findings: [], compared_with_ledger: true, phases: phases.map((phase) => ({ phase, state: "proven" })) });
});

test("without a ledger it is complete in itself, and the summary says that nothing was compared", () => {
  expect(verifyEvidence(held, null)).toMatchObject({ verdict: "complete", compared_with_ledger: false, summary: expect.stringContaining("no ledger to compare with") });
});

test("the statement is one of in-toto's form, about the patch", () => {
  const statement = Statement.parse(JSON.parse(Buffer.from(held.statement ?? []).toString()));
  expect(statement).toMatchObject({ _type: "https://in-toto.io/Statement/v1", subject: [{ name: "change.patch" }], predicate: { repair: held.repair } });
});

describe.each(paths)("%s", (path) => {
  test("one byte changed: it is named", () => {
    const content = Buffer.from(held.files.get(path) ?? []);
    content.writeUInt8(content.readUInt8(content.length - 2) ^ 1, content.length - 2);
    expect(findingsOf(withFile(path, content))).toContain(`altered ${path}`);
  });

  test("gone: it is named", () => {
    expect(findingsOf(without(path))).toContain(`missing ${path}`);
    expect(findingsOf(withFile(path, null))).toContain(`missing ${path}`);
  });

  test("its content gone from the store, without any manifest: it is named", () => {
    expect(findingsOf({ ...withFile(path, null), manifest: null, statement: null, manifestExpected: "when published" })).toContain(`missing ${path}`);
  });

  test("empty: it is named", () => {
    expect(findingsOf(withFile(path, new Uint8Array()))).toContain(`altered ${path}`);
  });
});

/** Somebody who may write the branch changes a document, and manifest and statement to fit it. */
test.each(phases)("%s forged together with manifest and statement is found by the ledger, and only by it", (phase) => {
  const { repair } = provenDecision();
  const path = `${phase}/${evidenceFile[phase]}`;
  const forged = Buffer.from(`${Buffer.from(held.files.get(path) ?? []).toString()}\n`);
  const sha256 = digestOf(forged);
  const manifest = buildManifest({ ...repair, evidence: repair.evidence.map((reference) => (reference.phase === phase && reference.file === evidenceFile[phase] ? { ...reference, sha256 } : reference)) });
  const fake: HeldEvidence = { ...withFile(path, forged), manifest: Buffer.from(manifest), statement: Buffer.from(buildStatement(repair, manifest) ?? "") };
  expect(verifyEvidence(fake, null).verdict).toBe("complete");
  expect(findingsOf(fake)).toContain(`ledger ${path}`);
});

describe("what stands beside the phases", () => {
  test.each([
    { what: "no manifest", change: { manifest: null }, finds: "missing manifest.json" },
    { what: "a manifest that is none", change: { manifest: Buffer.from("{}") }, finds: "invalid manifest.json" },
    { what: "a manifest of other bytes", change: { manifest: Buffer.from(`${Buffer.from(held.manifest ?? []).toString()}\n`) }, finds: "ledger manifest.json" },
    { what: "no statement", change: { statement: null }, finds: "missing statement.json" },
    { what: "a statement that is none", change: { statement: Buffer.from("[]") }, finds: "invalid statement.json" },
    { what: "a statement about another patch", change: { statement: Buffer.from(Buffer.from(held.statement ?? []).toString().replace(/"sha256": "\w{8}/, '"sha256": "00000000')) }, finds: "contradiction statement.json" },
    { what: "a file that nobody listed", change: { files: new Map(held.files).set("PLAN/extra.json", Buffer.from("{}")) }, finds: "unlisted PLAN/extra.json" },
  ])("$what is found", ({ change, finds }) => {
    expect(findingsOf({ ...held, ...change })).toContain(finds);
  });
});

describe("documents that contradict each other, though each is sound", () => {
  test.each([
    { phase: "THINK", change: { plan_id: `plan_${"b".repeat(64)}` } },
    { phase: "VERIFY", change: { patch_sha256: "b".repeat(64) } },
    { phase: "IMPLEMENT", change: { base_sha: "b".repeat(40) } },
    { phase: "SPEC", change: { repair: "fix_20261120_213000_aaaa" } },
    { phase: "PR", change: { base_sha: "b".repeat(40) } },
    { phase: "MONITOR", change: { merge_sha: null } },
  ] as const)("$phase", ({ phase, change }) => {
    const path = `${phase}/${evidenceFile[phase]}`;
    const document = JSON.parse(Buffer.from(held.files.get(path) ?? []).toString()) as object;
    expect(findingsOf(withFile(path, Buffer.from(JSON.stringify({ ...document, ...change }))))).toContain(`contradiction ${path}`);
  });
});

describe("the way through the phases as the ledger has it", () => {
  test("an entry left out is found", () => {
    const entries = record.entries.filter(({ phase, kind }) => !(phase === "VERIFY" && kind === "phase_entered"));
    expect(findingsOf(held, { ...record, entries })).toContain("order ledger");
  });

  test("a repair that says it is further than the ledger knows is found", () => {
    const entries = record.entries.filter(({ phase }) => phase !== "MONITOR");
    expect(findingsOf(held, { ...record, entries })).toContain("order ledger");
  });
});

test("a repair that still goes on is sound, and not complete", () => {
  const { verdict, summary } = verifyEvidence(held, { ...record, repair: { ...record.repair, step: "gate" } });
  expect({ verdict, summary }).toEqual({ verdict: "incomplete", summary: "What is there holds; the repair has come to MONITOR and goes on." });
});

test("a folder without the outcome is sound, and cannot be called complete", () => {
  const earlier = new Map([...held.files].filter(([path]) => !path.startsWith("MONITOR")));
  const { repair } = provenDecision();
  const manifest = buildManifest({ ...repair, evidence: repair.evidence.filter(({ phase }) => phase !== "MONITOR") });
  const report = verifyEvidence({ ...held, files: earlier, manifest: Buffer.from(manifest), statement: Buffer.from(buildStatement(repair, manifest) ?? "") }, null);
  expect(report).toMatchObject({ verdict: "incomplete", findings: [] });
});
