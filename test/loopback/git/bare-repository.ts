/** A real bare git repository: reading through one long-lived `cat-file`, writing loose objects, refs through `git update-ref`. */
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compareCommits, type Comparison } from "./compare.ts";
import { ObjectReader, type GitObject } from "./object-reader.ts";
import { decodeCommit, decodeTree, encodeCommit, encodeTree, writeObject, type CommitContent, type TreeEntry } from "./object-writer.ts";
import { readRefs, type Ref } from "./read-refs.ts";
import { remembered } from "./remembered.ts";
import { runGit, tryGit } from "./run-git.ts";

export interface Commit extends CommitContent {
  readonly sha: string;
}

export interface ListedEntry {
  readonly path: string;
  readonly mode: TreeEntry["mode"];
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
  readonly size: number | null;
}

const settings = `[http]
\treceivepack = true
[uploadpack]
\tallowAnySHA1InWant = true
[receive]
\tdenyDeleteCurrent = ignore
[gc]
\tauto = 0
`;

/** The one variable through which the server tells the hook that the pusher may not touch workflow files. */
export const refuseWorkflows = "LOOPBACK_REFUSE_WORKFLOWS";

/** GitHub's rule for Apps without the permission `workflows`, asked before a push is taken. */
const preReceive = `#!/bin/sh
[ -n "$${refuseWorkflows}" ] || exit 0
while read -r before after ref; do
  case $after in *[!0]*) ;; *) continue ;; esac
  touched=$(git log --format= --name-only -c "$after" --not --branches -- .github/workflows | head -n 1)
  [ -z "$touched" ] && continue
  printf 'refusing to allow a GitHub App to create or update workflow \x60%s\x60 without \x60workflows\x60 permission\\n' "$touched" >&2
  exit 1
done
`;

export class BareRepository {
  readonly folder: string;
  readonly #reader: ObjectReader;

  constructor(folder: string) {
    this.folder = folder;
    this.#reader = new ObjectReader(folder);
  }

  /** Makes an empty bare repository in `folder`. */
  static async create(folder: string, defaultBranch: string): Promise<BareRepository> {
    await mkdir(folder, { recursive: true });
    await runGit(folder, ["init", "--quiet", "--bare", `--initial-branch=${defaultBranch}`, "."]);
    await appendFile(join(folder, "config"), settings);
    await mkdir(join(folder, "hooks"), { recursive: true });
    await writeFile(join(folder, "hooks", "pre-receive"), preReceive, { mode: 0o755 });
    return new BareRepository(folder);
  }

  read(revision: string): Promise<GitObject | null> {
    return this.#reader.read(revision);
  }

  look(revision: string): Promise<GitObject | null> {
    return this.#reader.look(revision);
  }

  /** The commit that a branch, tag or SHA names; null when there is none. */
  async commit(revision: string): Promise<Commit | null> {
    const object = await this.#reader.read(`${revision}^{commit}`);
    return object === null ? null : { sha: object.sha, ...decodeCommit(object.content) };
  }

  async resolve(revision: string): Promise<string | null> {
    return (await this.#reader.look(revision))?.sha ?? null;
  }

  writeBlob(content: Uint8Array): Promise<string> {
    return writeObject(this.folder, "blob", content);
  }

  writeTree(entries: readonly TreeEntry[]): Promise<string> {
    return writeObject(this.folder, "tree", encodeTree(entries));
  }

  writeCommit(commit: CommitContent): Promise<string> {
    return writeObject(this.folder, "commit", encodeCommit(commit));
  }

  /** One level of a tree (`<commit>`, `<tree>`, `<commit>:folder`); null when `revision` names no tree. */
  async tree(revision: string): Promise<TreeEntry[] | null> {
    const object = await this.#reader.read(revision.includes(":") ? revision : `${revision}^{tree}`);
    return object?.type === "tree" ? decodeTree(object.content) : null;
  }

  /** A tree's entries; with `depth: "all"` those of its folders too. */
  async list(tree: string, depth: "one" | "all"): Promise<ListedEntry[]> {
    const entries = await this.tree(tree);
    if (entries === null) throw new Error(`${tree} names no tree`);
    return (await Promise.all(entries.map((entry) => this.#listed(entry, depth)))).flat();
  }

  /** A folder is followed by what is in it, as `git ls-tree -r -t` writes it. */
  async #listed({ name: path, mode, sha }: TreeEntry, depth: "one" | "all"): Promise<ListedEntry[]> {
    if (mode === "160000") return [{ path, mode, type: "commit", sha, size: null }];
    if (mode !== "040000") return [{ path, mode, type: "blob", sha, size: (await this.#reader.look(sha))?.size ?? null }];
    const folder: ListedEntry = { path, mode, type: "tree", sha, size: null };
    if (depth === "one") return [folder];
    return [folder, ...(await this.list(sha, "all")).map((entry) => ({ ...entry, path: `${path}/${entry.path}` }))];
  }

  async refs(prefix: string): Promise<Ref[]> {
    return (await readRefs(this.folder)).filter((ref) => ref.name.startsWith(prefix));
  }

  /** Takes over what another repository's branch leads to, without a name for it here. */
  async take(from: BareRepository, branch: string): Promise<void> {
    await runGit(this.folder, ["fetch", "--quiet", "--no-tags", from.folder, `refs/heads/${branch}`]);
  }

  /** Moves a ref; `expected` guards it (40 zeros: it must not exist). False when git refuses. */
  async updateRef(name: string, sha: string, expected?: string): Promise<boolean> {
    const answer = await tryGit(this.folder, ["update-ref", name, sha, ...(expected === undefined ? [] : [expected])]);
    return answer.exit === 0;
  }

  async deleteRef(name: string): Promise<void> {
    await runGit(this.folder, ["update-ref", "-d", name]);
  }

  async isValidRef(name: string): Promise<boolean> {
    return (await tryGit(this.folder, ["check-ref-format", name])).exit === 0;
  }

  async isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    if (ancestor === descendant) return true;
    return remembered([this.folder, "ancestor", ancestor, descendant], async () => (await tryGit(this.folder, ["merge-base", "--is-ancestor", ancestor, descendant])).exit === 0);
  }

  /** The tree of merging `theirs` into `ours`, made by git; null on a conflict. */
  mergeTree(ours: string, theirs: string): Promise<string | null> {
    return remembered([this.folder, "merge", ours, theirs], () => this.#mergeAnew(ours, theirs));
  }

  async #mergeAnew(ours: string, theirs: string): Promise<string | null> {
    const answer = await tryGit(this.folder, ["merge-tree", "--write-tree", "--no-messages", ours, theirs]);
    if (answer.exit > 1) throw new Error(`git merge-tree: ${answer.stderr.trim()}`);
    return answer.exit === 0 ? answer.stdout.toString("utf8").trim() : null;
  }

  /** Commits reachable from `revision`, newest first; `path` limits them to those that touch it. */
  async log(revision: string, options: { readonly most: number; readonly path?: string }): Promise<Commit[]> {
    const argv = ["rev-list", `--max-count=${options.most}`, revision, ...(options.path === undefined ? [] : ["--", options.path])];
    const shas = (await runGit(this.folder, argv)).toString("utf8").split("\n").filter((sha) => sha !== "");
    const commits = await Promise.all(shas.map((sha) => this.commit(sha)));
    return commits.filter((commit) => commit !== null);
  }

  /** What `head` has that `base` has not, from their merge base, as `git diff base...head`. */
  compare(base: string, head: string): Promise<Comparison> {
    return compareCommits(this.folder, base, head);
  }

  close(): void {
    this.#reader.close();
  }
}
