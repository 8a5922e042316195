/** Writes loose git objects: what `git hash-object -w`, `git mktree` and `git commit-tree` store, byte for byte, without a process for each. */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { deflate } from "node:zlib";

const compress = promisify(deflate);

export interface TreeEntry {
  readonly mode: "100644" | "100755" | "120000" | "040000" | "160000";
  readonly name: string;
  readonly sha: string;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

export interface CommitContent {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** Stores one object and gives its SHA-1. Content-addressed: storing it twice is the same. */
export async function writeObject(folder: string, type: "blob" | "tree" | "commit", content: Uint8Array): Promise<string> {
  const stored = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const sha = createHash("sha1").update(stored).digest("hex");
  const place = join(folder, "objects", sha.slice(0, 2));
  const file = join(place, sha.slice(2));
  const stands = await stat(file).then(() => true, () => false);
  if (stands) return sha;
  await mkdir(place, { recursive: true });
  const temporary = join(place, `tmp_obj_${randomUUID()}`);
  await writeFile(temporary, await compress(stored), { mode: 0o444 });
  await rename(temporary, file);
  return sha;
}

/** The bytes of a tree: entries in git's order, where a folder sorts as if its name ended in a slash. */
export function encodeTree(entries: readonly TreeEntry[]): Buffer {
  const key = (entry: TreeEntry): Buffer => Buffer.from(entry.mode === "040000" ? `${entry.name}/` : entry.name);
  const ordered = entries.toSorted((a, b) => Buffer.compare(key(a), key(b)));
  return Buffer.concat(ordered.flatMap((entry) => [Buffer.from(`${entry.mode.replace(/^0/, "")} ${entry.name}\0`), Buffer.from(entry.sha, "hex")]));
}

/** The entries of a tree object's bytes. */
export function decodeTree(bytes: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const end = bytes.indexOf(0, space);
    const mode = bytes.toString("latin1", at, space).padStart(6, "0") as TreeEntry["mode"];
    entries.push({ mode, name: bytes.toString("utf8", space + 1, end), sha: bytes.toString("hex", end + 1, end + 21) });
    at = end + 21;
  }
  return entries;
}

/** The bytes of a commit. Times are whole seconds, in UTC. */
export function encodeCommit(commit: CommitContent): Buffer {
  const signature = (by: Signature): string => `${clean(by.name)} <${clean(by.email)}> ${Math.floor(by.date.getTime() / 1000)} +0000`;
  const lines = [`tree ${commit.tree}`, ...commit.parents.map((parent) => `parent ${parent}`), `author ${signature(commit.author)}`, `committer ${signature(commit.committer)}`];
  return Buffer.from(`${lines.join("\n")}\n\n${commit.message}`);
}

function clean(text: string): string {
  return text.replace(/[<>\n\0]/g, "").trim();
}

const signed = /^(.*) <(.*)> (\d+) [+-]\d{4}$/;

/** Reads a commit object's bytes. */
export function decodeCommit(bytes: Buffer): CommitContent {
  const text = bytes.toString("utf8");
  const split = text.indexOf("\n\n");
  const head = (split < 0 ? text : text.slice(0, split)).split("\n");
  const values = (name: string): string[] => head.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const signature = (name: string): Signature => {
    const [, person = "", email = "", seconds = "0"] = signed.exec(values(name)[0] ?? "") ?? [];
    return { name: person, email, date: new Date(Number(seconds) * 1000) };
  };
  return {
    tree: values("tree")[0] ?? "",
    parents: values("parent"),
    author: signature("author"),
    committer: signature("committer"),
    message: split < 0 ? "" : text.slice(split + 2).replace(/\n$/, ""),
  };
}
