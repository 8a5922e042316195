/**
 * A file is reached through the trees of its folders, not through the contents API: that one follows symlinks, and gives nothing above 1 MB.
 * A tree or blob never changes under its name, so folders read before are remembered.
 */
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import type { RegularFile, TreeEntry } from "../../../ports/github.ts";
import { answerOf } from "../answer.ts";
import type { Session } from "../client.ts";
import { readFolder } from "./tree.ts";

/** https://docs.github.com/rest/git/blobs#get-a-blob */
const BlobAnswer = z.object({ content: z.string(), encoding: z.literal("base64") });

const isSha = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** Content of a regular file; null for a symlink, a folder, a submodule, or nothing. `ref` is a branch or a commit. */
export async function readFile(session: Session, folders: FolderMemory, place: { readonly path: string; readonly ref: string }): Promise<Uint8Array | null> {
  return (await readRegularFile(session, folders, place))?.content ?? null;
}

/** The same with its mode. */
export async function readRegularFile(session: Session, folders: FolderMemory, { path, ref }: { readonly path: string; readonly ref: string }): Promise<RegularFile | null> {
  const cut = path.lastIndexOf("/");
  const last = path.slice(cut + 1);
  const entries = await readFolderAt(session, folders, { path: cut < 0 ? "" : path.slice(0, cut), ref });
  const file = entries.find((entry) => entry.path === last && entry.type === "blob");
  if (file === undefined || (file.mode !== "100644" && file.mode !== "100755")) return null;
  return { content: await readBlob(session, file), mode: file.mode };
}

/** What stands directly in the folder; the empty path is the root. Empty where there is no such folder. */
export async function readFolderAt(session: Session, folders: FolderMemory, { path, ref }: { readonly path: string; readonly ref: string }): Promise<readonly TreeEntry[]> {
  let entries = await folderOf(session, folders, ref);
  for (const name of path === "" ? [] : path.split("/")) {
    const folder = entries?.find((entry) => entry.path === name && entry.type === "tree");
    entries = folder === undefined ? null : await folderOf(session, folders, folder.sha);
  }
  return entries ?? [];
}

async function readBlob(session: Session, { sha, size }: TreeEntry): Promise<Uint8Array> {
  const { content } = await answerOf(session, "GET /repos/{owner}/{repo}/git/blobs/{file_sha}", { file_sha: sha }, BlobAnswer);
  const bytes = Buffer.from(content, "base64");
  if (size !== null && bytes.byteLength !== size) throw new Fault("github-unexpected", { detail: `blob ${sha} has ${bytes.byteLength} bytes instead of ${size}` });
  return bytes;
}

async function folderOf(session: Session, folders: FolderMemory, treeish: string): Promise<readonly TreeEntry[] | null> {
  const key = `${session.repository.id}:${treeish}`;
  const known = folders.get(key);
  if (known !== undefined) return known;
  const entries = await readFolder(session, treeish);
  if (entries !== null && isSha.test(treeish)) folders.set(key, entries);
  return entries;
}

/** Folders by repository and digest; the oldest are forgotten. */
export interface FolderMemory {
  get(key: string): readonly TreeEntry[] | undefined;
  set(key: string, entries: readonly TreeEntry[]): void;
}

export function createFolderMemory(most: number): FolderMemory {
  const known = new Map<string, readonly TreeEntry[]>();
  return {
    get: (key) => known.get(key),
    set(key, entries) {
      known.set(key, entries);
      const [oldest] = known.keys();
      if (known.size > most && oldest !== undefined) known.delete(oldest);
    },
  };
}
