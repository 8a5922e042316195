/** Files, folders, branches, commits and comparisons. */
import { changedFiles, emptyTree, type FileChange } from "../git/compare.ts";
import type { Commit } from "../git/bare-repository.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import { html, pathTo, type Html } from "./html.ts";
import { diff, time } from "./layout.ts";
import { renderDocument } from "./markdown.ts";

export interface Shown { readonly title: string; readonly body: Html }

/** Splits `regreen/evidence/a/b` into a ref that exists and a path in it. */
export async function splitRef(repository: Repository, rest: string): Promise<{ readonly ref: string; readonly path: string } | null> {
  const parts = rest.split("/").filter((part) => part !== "");
  for (let length = 1; length <= parts.length; length += 1) {
    const ref = parts.slice(0, length).join("/");
    if ((await repository.git.resolve(`${ref}^{commit}`)) !== null) return { ref, path: parts.slice(length).join("/") };
  }
  return null;
}

export async function folderPage(repository: Repository, { ref, path }: { readonly ref: string; readonly path: string }): Promise<Shown | null> {
  const name = fullNameOf(repository);
  const tree = await repository.git.resolve(`${ref}:${path}`);
  if (tree === null || (await repository.git.look(tree))?.type !== "tree") return null;
  const entries = await repository.git.list(tree, "one");
  const inside = (entry: string): string => (path === "" ? entry : `${path}/${entry}`);
  const rows = entries.toSorted((a, b) => (a.type === b.type ? a.path.localeCompare(b.path) : a.type === "tree" ? -1 : 1)).map((entry) => html`<tr>
    <td><a href="${pathTo(name, entry.type === "tree" ? "tree" : "blob", ref, inside(entry.path))}">${entry.path}${entry.type === "tree" ? "/" : ""}</a></td><td class="soft">${entry.size === null ? "" : `${entry.size} bytes`}</td></tr>`);
  return { title: `${name} at ${ref}`, body: html`<h1>${crumbs(name, { ref, path })}</h1><p><a href="${pathTo(name, "commits", ref)}">Commits</a></p><table><tbody>${rows}</tbody></table>` };
}

export async function filePage(repository: Repository, { ref, path }: { readonly ref: string; readonly path: string }): Promise<Shown | null> {
  const object = await repository.git.read(`${ref}:${path}`);
  if (object === null || object.type !== "blob") return null;
  const name = fullNameOf(repository);
  const binary = object.content.subarray(0, 8_000).includes(0);
  return { title: path, body: html`<h1>${crumbs(name, { ref, path })}</h1><p><a href="${pathTo(name, "raw", ref, path)}">Raw</a> <span class="soft">${object.size} bytes</span></p>${binary ? html`<p class="soft">Binary file.</p>` : content(path, object.content.toString("utf8"))}` };
}

function content(path: string, text: string): Html {
  return path.endsWith(".md") ? html`<section class="box"><div class="writing">${renderDocument(text)}</div></section>` : html`<pre class="wrap">${text}</pre>`;
}

function crumbs(name: string, { ref, path }: { readonly ref: string; readonly path: string }): Html {
  const parts = path.split("/").filter((part) => part !== "");
  return html`<code>${ref}</code> <a href="${pathTo(name, "tree", ref)}">${name}</a>${parts.map((part, index) => html` / <a href="${pathTo(name, index === parts.length - 1 ? "blob" : "tree", ref, parts.slice(0, index + 1).join("/"))}">${part}</a>`)}`;
}

export async function branchesPage(repository: Repository): Promise<Shown> {
  const name = fullNameOf(repository);
  const refs = await repository.git.refs("refs/heads/");
  const rows = refs.map((ref) => {
    const branch = ref.name.slice("refs/heads/".length);
    return html`<tr><td><a href="${pathTo(name, "tree", branch)}">${branch}</a></td><td><a href="${pathTo(name, "commit", ref.sha)}"><code>${ref.sha.slice(0, 7)}</code></a></td></tr>`;
  });
  return { title: `Branches of ${name}`, body: html`<h1>Branches</h1><table><tbody>${rows}</tbody></table>` };
}

export function commitList(name: string, commits: readonly Commit[]): Html {
  return html`<table><tbody>${commits.map((commit) => html`<tr><td><a href="${pathTo(name, "commit", commit.sha)}"><code>${commit.sha.slice(0, 7)}</code></a></td><td>${commit.message.split("\n")[0]}</td><td class="soft">${commit.author.name}</td><td class="soft">${time(commit.committer.date)}</td></tr>`)}</tbody></table>`;
}

export async function commitsPage(repository: Repository, ref: string): Promise<Shown | null> {
  if ((await repository.git.resolve(`${ref}^{commit}`)) === null) return null;
  return { title: `Commits of ${ref}`, body: html`<h1>Commits of <code>${ref}</code></h1>${commitList(fullNameOf(repository), await repository.git.log(ref, { most: 100 }))}` };
}

export function fileDiffs(files: readonly FileChange[]): Html {
  return html`${files.map((file) => html`<section class="box"><div class="head"><code>${file.previousPath === null ? "" : `${file.previousPath} → `}${file.path}</code> <span class="soft">${file.status}</span> <span class="green">+${file.additions}</span> <span class="red">−${file.deletions}</span></div>${diff(file.patch)}</section>`)}`;
}

export async function commitPage(repository: Repository, sha: string): Promise<Shown | null> {
  const commit = await repository.git.commit(sha);
  if (commit === null) return null;
  const name = fullNameOf(repository);
  const files = await changedFiles(repository.git.folder, commit.parents[0] ?? emptyTree, commit.sha);
  const parents = commit.parents.map((parent) => html` <a href="${pathTo(name, "commit", parent)}"><code>${parent.slice(0, 7)}</code></a>`);
  return {
    title: commit.message.split("\n")[0] ?? commit.sha,
    body: html`<h1>${commit.message.split("\n")[0]}</h1><p class="soft"><code>${commit.sha}</code> by ${commit.author.name}, ${time(commit.committer.date)}${parents.length === 0 ? "" : html`, after${parents}`} · <a href="${pathTo(name, "tree", commit.sha)}">files</a></p><pre class="wrap">${commit.message}</pre>${fileDiffs(files)}`,
  };
}

export async function comparePage(repository: Repository, range: string): Promise<Shown | null> {
  const [base = "", head = ""] = range.split("...");
  const [from, to] = await Promise.all([repository.git.commit(base), repository.git.commit(head)]);
  if (from === null || to === null) return null;
  const { files, aheadBy, behindBy } = await repository.git.compare(from.sha, to.sha);
  return { title: range, body: html`<h1><code>${base}</code>…<code>${head}</code></h1><p class="soft">${aheadBy} ahead, ${behindBy} behind</p>${fileDiffs(files)}` };
}
