/**
 * Adds files to the evidence branch in one commit, and the checkpoint with them. They stand already when the branch's tree with them is the branch's
 * tree; then the checkpoint is not worth a commit. Several workers write there: when the branch moved meanwhile, the commit is made again on the new head.
 */
import type { z } from "zod";
import { digestOf } from "../../../core/identity/digest.ts";
import { Fault } from "../../../core/fault/fault.ts";
import type { GitSha } from "../../../core/identity/identifier.ts";
import type { Receipt, StoreEvidence } from "../../../core/repair/effect.ts";
import { CHECKPOINT_FILE, KEY_FILE } from "../../../core/evidence/evidence-place.ts";
import { readBranchHead } from "../reader/branch.ts";
import type { Desk } from "./desk.ts";
import { createBranch, moveBranch, readCommit, writeCommit, writeTree, type TreeFile } from "./git-data.ts";

type Store = z.infer<typeof StoreEvidence>;

const MOST_TRIES = 5;

export async function storeEvidence(desk: Desk, effect: Store): Promise<Receipt> {
  const kept = await Promise.all(effect.files.map((file) => fileOf(desk, file)));
  const files = [...kept, ...effect.texts.map(({ path, text }) => textFile(path, text))];
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { kind: "store_evidence", commit_sha: await addFiles(desk, effect, files) };
    } catch (error) {
      const again = worthAnotherTry(error);
      if (again === null || attempt === MOST_TRIES) throw again ?? error;
    }
  }
}

/** Nothing asks for a repair's last evidence a second time, so no single answer of GitHub's ends it: the relay tries as often as it tries anything. */
function worthAnotherTry(error: unknown): Fault | null {
  if (!(error instanceof Fault)) return null;
  if (error.code === "github-invalid") return new Fault("github-conflict", { detail: error.detail ?? "", cause: error });
  return error.code === "github-conflict" ? error : null;
}

/** Gives the commit in which the files stand. */
async function addFiles({ session }: Desk, effect: Store, files: readonly TreeFile[]): Promise<GitSha> {
  const head = await readBranchHead(session, effect.branch);
  if (head === null) {
    const all = await writeTree(session, null, [...files, ...headFiles(effect)]);
    const first = await writeCommit(session, { message: effect.message, tree: all, parents: [] });
    await createBranch(session, effect.branch, first);
    return first;
  }
  const present = await readCommit(session, head);
  const tree = await writeTree(session, present.tree, files);
  if (tree === present.tree) return head;
  const signed = effect.signed_head === null ? tree : await writeTree(session, tree, headFiles(effect));
  const next = await writeCommit(session, { message: effect.message, tree: signed, parents: [head] });
  await moveBranch(session, effect.branch, { sha: next, how: "forward" });
  return next;
}

async function fileOf({ content }: Desk, { path, sha256 }: Store["files"][number]): Promise<TreeFile> {
  const bytes = await content.content(sha256);
  if (bytes === null || digestOf(bytes) !== sha256) throw new Error(`the evidence ${path} is not kept under its digest ${sha256}`);
  return { path, mode: "100644", content: bytes };
}

function textFile(path: string, text: string): TreeFile {
  return { path, mode: "100644", content: Buffer.from(text) };
}

/** One file each, replaced each time: git keeps the earlier ones. */
function headFiles({ signed_head: signed }: Store): readonly TreeFile[] {
  if (signed === null) return [];
  return [textFile(CHECKPOINT_FILE, `${JSON.stringify(signed.checkpoint, null, 2)}\n`), textFile(KEY_FILE, signed.public_key)];
}
