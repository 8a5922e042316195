import { generateKeyPairSync } from "node:crypto";
import { beforeEach, describe, expect, test } from "@jest/globals";
import nock from "nock";
import { digestOf } from "../../../../src/core/identity/digest.ts";
import type { Effect } from "../../../../src/core/repair/effect.ts";
import { signCheckpoint } from "../../../../src/core/ledger/checkpoint.ts";
import type { ContentSource } from "../../../../src/ports/github.ts";
import { mintsToken, writer } from "../exchanges.ts";
import { bot, repository, sha } from "../octo-hello.ts";
import { API, REPO } from "../addresses.ts";
import { useNock } from "../use-nock.ts";

useNock();
beforeEach(() => { mintsToken(); });

const bytes = Buffer.from('{"phase":"SPEC"}\n');
const content: ContentSource = { content: (sha256) => Promise.resolve(sha256 === digestOf(bytes) ? bytes : null) };
const effect = { kind: "store_evidence", branch: "regreen/evidence", message: "Keep the evidence of fix_1", files: [{ path: "fix_1/SPEC/problem.json", sha256: digestOf(bytes) }], texts: [], signed_head: null } satisfies Effect;
const entries = [{ path: "fix_1/SPEC/problem.json", mode: "100644", type: "blob", content: bytes.toString() }];
const REF = `${REPO}/git/ref/heads%2Fregreen%2Fevidence`;
const heads = (to: string): void => {
  nock(API).get(REF).reply(200, { ref: "refs/heads/regreen/evidence", object: { type: "commit", sha: to } });
  nock(API).get(`${REPO}/commits/${to}`).reply(200, { sha: to, author: bot, commit: { message: "m", tree: { sha: sha("b") } }, parents: [] });
};
const treeBecomes = (tree: string): void => { nock(API).post(`${REPO}/git/trees`, { base_tree: sha("b"), tree: entries }).reply(201, { sha: tree }); };

test("a missing branch is begun without any history of the project", async () => {
  nock(API).get(REF).reply(404, { message: "Not Found" });
  nock(API).post(`${REPO}/git/trees`, { tree: entries }).reply(201, { sha: sha("c") });
  nock(API).post(`${REPO}/git/commits`, { message: effect.message, tree: sha("c"), parents: [] }).reply(201, { sha: sha("d") });
  nock(API).post(`${REPO}/git/refs`, { ref: "refs/heads/regreen/evidence", sha: sha("d") }).reply(201, {});
  expect(await writer(content).perform(repository, effect)).toEqual({ kind: "store_evidence", commit_sha: sha("d") });
});

test("files that stand already make no commit", async () => {
  heads(sha("a"));
  treeBecomes(sha("b"));
  expect(await writer(content).perform(repository, effect)).toEqual({ kind: "store_evidence", commit_sha: sha("a") });
});

test("when another worker moved the branch, the commit is made again on the new head, and never by force", async () => {
  heads(sha("a"));
  treeBecomes(sha("c"));
  nock(API).post(`${REPO}/git/commits`).reply(201, { sha: sha("d") });
  nock(API).patch(`${REPO}/git/refs/heads%2Fregreen%2Fevidence`, { sha: sha("d"), force: false }).reply(422, { message: "Update is not a fast forward" });
  heads(sha("e"));
  treeBecomes(sha("c"));
  nock(API).post(`${REPO}/git/commits`, { message: effect.message, tree: sha("c"), parents: [sha("e")] }).reply(201, { sha: sha("f") });
  nock(API).patch(`${REPO}/git/refs/heads%2Fregreen%2Fevidence`, { sha: sha("f"), force: false }).reply(200, {});
  expect(await writer(content).perform(repository, effect)).toEqual({ kind: "store_evidence", commit_sha: sha("f") });
});

test("a tree that GitHub does not know yet (422) is asked for again: nobody else would ask for the last evidence of a repair", async () => {
  heads(sha("a"));
  nock(API).post(`${REPO}/git/trees`).reply(422, { message: "Validation Failed" });
  heads(sha("a"));
  treeBecomes(sha("c"));
  nock(API).post(`${REPO}/git/commits`).reply(201, { sha: sha("f") });
  nock(API).patch(`${REPO}/git/refs/heads%2Fregreen%2Fevidence`, { sha: sha("f"), force: false }).reply(200, {});
  expect(await writer(content).perform(repository, effect)).toEqual({ kind: "store_evidence", commit_sha: sha("f") });
});

test("what GitHub refuses again and again is left to the relay, which tries eight times before it is a receipt", async () => {
  for (let time = 0; time < 5; time += 1) {
    heads(sha("a"));
    nock(API).post(`${REPO}/git/trees`).reply(422, { message: "Validation Failed" });
  }
  await expect(writer(content).perform(repository, effect)).rejects.toMatchObject({ code: "github-conflict", retry: "later" });
});

test("evidence whose content is lost is a bug, and nothing is written for it", async () => {
  nock.cleanAll();
  mintsToken();
  await expect(writer().perform(repository, effect)).rejects.toThrow("is not kept under its digest");
  nock.cleanAll();
});

describe("with a checkpoint", () => {
  const keys = generateKeyPairSync("ed25519");
  const checkpoint = signCheckpoint({ origin: digestOf("first"), seq: 17, hash: digestOf("head") }, "2026-11-20T08:15:00.000Z" as never, keys);
  const public_key = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
  const sealed: Effect = { ...effect, signed_head: { checkpoint, public_key } };
  const headFiles = [
    { path: "checkpoint.json", mode: "100644", type: "blob", content: `${JSON.stringify(checkpoint, null, 2)}\n` },
    { path: "checkpoint-key.pem", mode: "100644", type: "blob", content: public_key },
  ];

  test("it goes with the evidence in the same commit", async () => {
    heads(sha("a"));
    treeBecomes(sha("c"));
    nock(API).post(`${REPO}/git/trees`, { base_tree: sha("c"), tree: headFiles }).reply(201, { sha: sha("9") });
    nock(API).post(`${REPO}/git/commits`, { message: effect.message, tree: sha("9"), parents: [sha("a")] }).reply(201, { sha: sha("f") });
    nock(API).patch(`${REPO}/git/refs/heads%2Fregreen%2Fevidence`, { sha: sha("f"), force: false }).reply(200, {});
    expect(await writer(content).perform(repository, sealed)).toEqual({ kind: "store_evidence", commit_sha: sha("f") });
  });

  test("evidence that stands already makes no commit for the checkpoint's sake: doing it twice is doing it once", async () => {
    heads(sha("a"));
    treeBecomes(sha("b"));
    expect(await writer(content).perform(repository, sealed)).toEqual({ kind: "store_evidence", commit_sha: sha("a") });
  });
});
