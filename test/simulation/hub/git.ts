/** The git of the simulated GitHub: blobs, trees, commits and refs by digest, in memory. */
import { createHash } from "node:crypto";
import { HttpTrouble } from "./http-trouble.ts";

interface TreeEntry { readonly path: string; readonly mode: string; readonly type: "blob" | "tree"; readonly sha: string; readonly size: number | null }
interface Commit { readonly sha: string; readonly tree: string; readonly message: string; readonly parents: readonly string[]; readonly author: string }
/** Path → mode and blob. */
type Flat = ReadonlyMap<string, { readonly mode: string; readonly sha: string }>;

export interface NewEntry { readonly path: string; readonly mode: string; readonly sha?: string | null; readonly content?: string }

export class Git {
  readonly #blobs = new Map<string, Buffer>();
  readonly #trees = new Map<string, { readonly flat: Flat; readonly entries: readonly TreeEntry[] }>();
  readonly #commits = new Map<string, Commit>();
  readonly refs = new Map<string, string>();

  keepBlob(bytes: Buffer): string {
    const sha = shaOf("blob", bytes);
    this.#blobs.set(sha, bytes);
    return sha;
  }

  blob(sha: string): Buffer { return this.#blobs.get(sha) ?? missing(`blob ${sha}`); }

  /** `treeish`: a tree, a commit or a branch. */
  entries(treeish: string): { readonly sha: string; readonly entries: readonly TreeEntry[] } {
    const sha = this.#treeOf(treeish);
    return { sha, entries: this.#trees.get(sha)?.entries ?? missing(`tree ${sha}`) };
  }

  keepTree(base: string | null, changes: readonly NewEntry[]): string {
    const flat = new Map(base === null ? [] : this.#trees.get(this.#treeOf(base))?.flat ?? missing(`tree ${base}`));
    for (const { path, mode, sha, content } of changes) {
      if (content !== undefined) flat.set(path, { mode, sha: this.keepBlob(Buffer.from(content)) });
      else if (sha == null) flat.delete(path);
      else flat.set(path, { mode, sha });
    }
    return this.#keepFlat(flat);
  }

  keepCommit(commit: Omit<Commit, "sha">): string {
    if (!this.#trees.has(commit.tree)) throw new HttpTrouble(422, "Tree SHA does not exist");
    const sha = shaOf("commit", JSON.stringify([commit.tree, commit.message, commit.parents, commit.author, this.#commits.size]));
    this.#commits.set(sha, { ...commit, sha });
    return sha;
  }

  commit(reference: string): Commit {
    return this.#commits.get(this.refs.get(reference) ?? reference) ?? missing(`commit ${reference}`);
  }

  /** Every file and folder below, by its whole path. */
  recursiveEntries(treeish: string): { readonly sha: string; readonly entries: readonly TreeEntry[] } {
    const { sha, entries } = this.entries(treeish);
    const below = entries.flatMap((entry) => (entry.type !== "tree" ? [] : this.recursiveEntries(entry.sha).entries.map((each): TreeEntry => ({ ...each, path: `${entry.path}/${each.path}` }))));
    return { sha, entries: [...entries, ...below] };
  }

  /** The newest commit, by first parents, that leads to both. */
  beginning(one: string, other: string): string {
    const ancestors = new Set(this.#line(one));
    return this.#line(other).find((sha) => ancestors.has(sha)) ?? missing(`a commit before ${one} and ${other}`);
  }

  /** Every file at a branch or commit, as text. */
  files(reference: string): Readonly<Record<string, string>> {
    const flat = this.#trees.get(this.#treeOf(reference))?.flat ?? new Map<string, { sha: string }>();
    return Object.fromEntries([...flat].map(([path, { sha }]) => [path, this.blob(sha).toString()]));
  }

  /** People's way to commit. */
  commitFiles(branch: string, files: Readonly<Record<string, string>>, { message = "change", author = "mona" } = {}): string {
    const parent = this.refs.get(branch) ?? null;
    const tree = this.keepTree(parent, Object.entries(files).map(([path, content]) => ({ path, mode: "100644", content })));
    const sha = this.keepCommit({ tree, message, parents: parent === null ? [] : [parent], author });
    this.refs.set(branch, sha);
    return sha;
  }

  createRef(branch: string, sha: string): void {
    if (this.refs.has(branch)) throw new HttpTrouble(422, "Reference already exists");
    this.refs.set(branch, this.commit(sha).sha);
  }

  moveRef(branch: string, sha: string, forced: boolean): void {
    const present = this.refs.get(branch);
    if (present === undefined) throw new HttpTrouble(422, "Reference does not exist");
    if (!forced && !this.#leadsTo(sha, present)) throw new HttpTrouble(422, "Update is not a fast forward");
    this.refs.set(branch, this.commit(sha).sha);
  }

  #leadsTo(from: string, to: string): boolean {
    return this.#line(from).includes(to);
  }

  /** The commit and those before it, by first parents. */
  #line(reference: string): readonly string[] {
    const line: string[] = [];
    for (let sha: string | undefined = this.commit(reference).sha; sha !== undefined; sha = this.#commits.get(sha)?.parents[0]) line.push(sha);
    return line;
  }

  #treeOf(treeish: string): string {
    if (this.#trees.has(treeish)) return treeish;
    return this.commit(treeish).tree;
  }

  #keepFlat(flat: Flat): string {
    const own: TreeEntry[] = [];
    const below = new Map<string, Map<string, { readonly mode: string; readonly sha: string }>>();
    for (const [path, file] of [...flat].toSorted(([one], [two]) => (one < two ? -1 : 1))) {
      const cut = path.indexOf("/");
      if (cut < 0) own.push({ path, mode: file.mode, type: "blob", sha: file.sha, size: this.blob(file.sha).length });
      else {
        const folder = below.get(path.slice(0, cut)) ?? new Map<string, { readonly mode: string; readonly sha: string }>();
        below.set(path.slice(0, cut), folder.set(path.slice(cut + 1), file));
      }
    }
    const folders = [...below].map(([path, files]): TreeEntry => ({ path, mode: "040000", type: "tree", sha: this.#keepFlat(files), size: null }));
    const entries = [...own, ...folders];
    const sha = shaOf("tree", JSON.stringify(entries.map(({ path, mode, sha: of }) => [path, mode, of])));
    this.#trees.set(sha, { flat, entries });
    return sha;
  }
}

function shaOf(kind: string, content: string | Buffer): string {
  return createHash("sha1").update(kind).update(content).digest("hex");
}

function missing(what: string): never {
  throw new HttpTrouble(404, `Not Found: ${what}`);
}
