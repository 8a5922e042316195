/** Commits through the git data API: no clone, no push, and GitHub signs what the App commits. Trees and blobs are named by content, so writing them twice is writing them once. */
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import { GitSha } from "../../../core/identity/identifier.ts";
import { answerOf } from "../answer.ts";
import type { Session } from "../client.ts";

/** A file of a new tree; null content deletes. */
export interface TreeFile { readonly path: string; readonly mode: "100644" | "100755"; readonly content: Uint8Array | null }

const Named = z.object({ sha: GitSha });
/** https://docs.github.com/rest/commits/commits#get-a-commit */
const CommitAnswer = z.object({
  sha: GitSha,
  author: z.object({ login: z.string() }).nullish(),
  commit: z.object({ message: z.string(), tree: Named }),
  parents: z.array(Named),
}).transform(({ sha, author, commit, parents }) => ({
  sha, author: author?.login ?? null, message: commit.message, tree: commit.tree.sha, parents: parents.map((parent) => parent.sha),
}));
export type Commit = z.infer<typeof CommitAnswer>;

export async function readCommit(session: Session, sha: GitSha): Promise<Commit> {
  return answerOf(session, "GET /repos/{owner}/{repo}/commits/{ref}", { ref: sha }, CommitAnswer);
}

/** `base` is a commit or tree whose other files stay; null: nothing but these. Text goes with the tree itself, other bytes as a blob of their own. */
export async function writeTree(session: Session, base: GitSha | null, files: readonly TreeFile[]): Promise<GitSha> {
  const tree: Awaited<ReturnType<typeof entryOf>>[] = [];
  for (const file of files) tree.push(await entryOf(session, file));
  const written = await conflicting(() => answerOf(session, "POST /repos/{owner}/{repo}/git/trees", { tree, ...(base === null ? {} : { base_tree: base }) }, Named), ANY);
  return written.sha;
}

async function entryOf(session: Session, { path, mode, content }: TreeFile): Promise<{ path: string; mode: "100644" | "100755"; type: "blob"; sha?: string | null; content?: string }> {
  if (content === null) return { path, mode, type: "blob", sha: null };
  const text = textOf(content);
  if (text !== null) return { path, mode, type: "blob", content: text };
  const blob = { content: Buffer.from(content).toString("base64"), encoding: "base64" };
  return { path, mode, type: "blob", sha: (await conflicting(() => answerOf(session, "POST /repos/{owner}/{repo}/git/blobs", blob, Named), ANY)).sha };
}

/** The text whose UTF-8 form these very bytes are; null where there is none. */
function textOf(content: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}

/** No author is named: GitHub takes the App's own bot, and signs. */
export async function writeCommit(session: Session, commit: { readonly message: string; readonly tree: GitSha; readonly parents: readonly GitSha[] }): Promise<GitSha> {
  const written = await conflicting(() => answerOf(session, "POST /repos/{owner}/{repo}/git/commits", { ...commit, parents: [...commit.parents] }, Named), ANY);
  return written.sha;
}

/** Fault `github-conflict` when the branch exists by now. */
export async function createBranch(session: Session, branch: string, sha: GitSha): Promise<void> {
  await conflicting(() => session.ask("POST /repos/{owner}/{repo}/git/refs", { ref: `refs/heads/${branch}`, sha }), /already exists/i);
}

/** `forward`: only if the branch still leads there (Fault `github-conflict`); `forced`: whatever stands there. */
export async function moveBranch(session: Session, branch: string, to: { readonly sha: GitSha; readonly how: "forward" | "forced" }): Promise<void> {
  const parameters = { ref: `heads/${branch}`, sha: to.sha, force: to.how === "forced" };
  await conflicting(() => session.ask("PATCH /repos/{owner}/{repo}/git/refs/{ref}", parameters), /fast.forward|does not exist|cannot lock ref/i);
}

/** Objects are our own making and well formed: a 422 ("Tree SHA does not exist") is of a copy of GitHub's that does not know yet what another was given. */
const ANY = /^/;

/** GitHub says 422 where a branch moved meanwhile; that is a conflict, and worth another look. */
async function conflicting<Answer>(ask: () => Promise<Answer>, message: RegExp): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Fault && error.code === "github-invalid" && message.test(error.message)) throw new Fault("github-conflict", { detail: error.detail ?? "", cause: error });
    throw error;
  }
}
