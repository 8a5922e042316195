/** Files and folders by path: reading at any ref, writing one file as one commit. */
import { needs } from "../auth/permit.ts";
import type { TreeEntry } from "../git/object-writer.ts";
import { HttpProblem, notFound } from "../http/http-problem.ts";
import { presentGitCommit } from "../present/git.ts";
import { fullNameOf } from "../state/repository.ts";
import { noSha } from "./after-push.ts";
import { buildTree } from "./build-tree.ts";
import { signatureOf, wrapped } from "./git-routes.ts";
import { moveRef } from "./move-ref.ts";
import { commitOr404 } from "./repository-routes.ts";
import { ok, type Answer, type Call, type Route } from "./route.ts";

interface Entry extends TreeEntry { readonly path: string; readonly size: number }

function presentEntry(call: Call, ref: string, entry: Entry): Record<string, unknown> {
  const name = fullNameOf(call.repository);
  const encoded = entry.path.split("/").map(encodeURIComponent).join("/");
  const type = entry.mode === "040000" ? "dir" : entry.mode === "160000" ? "submodule" : entry.mode === "120000" ? "symlink" : "file";
  const self = call.hub.links.api(`/repos/${name}/contents/${encoded}?ref=${encodeURIComponent(ref)}`);
  const git = type === "submodule" ? null : call.hub.links.api(`/repos/${name}/git/${type === "dir" ? "trees" : "blobs"}/${entry.sha}`);
  const html = call.hub.links.html(`/${name}/${type === "dir" ? "tree" : "blob"}/${encodeURIComponent(ref)}/${encoded}`);
  const download = type === "dir" || type === "submodule" ? null : call.hub.links.html(`/${name}/raw/${encodeURIComponent(ref)}/${encoded}`);
  return { type, size: entry.size, name: entry.name, path: entry.path, sha: entry.sha, url: self, html_url: html, git_url: git, download_url: download, _links: { self, git, html } };
}

async function entryAt(call: Call, ref: string, path: string): Promise<Entry> {
  const { git } = call.repository;
  const name = path.split("/").at(-1) ?? "";
  if (path === "") {
    const sha = await git.resolve(`${ref}^{tree}`);
    if (sha === null) throw notFound();
    return { mode: "040000", name, sha, path, size: 0 };
  }
  const parent = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
  const found = (await git.tree(`${ref}:${parent}`))?.find((entry) => entry.name === name);
  if (found === undefined) throw notFound();
  return { ...found, path, size: (await git.look(found.sha))?.size ?? 0 };
}

async function getContent(call: Call): Promise<Answer> {
  const { git, defaultBranch } = call.repository;
  const ref = call.query.get("ref") ?? defaultBranch;
  if ((await git.resolve(`${ref}^{commit}`)) === null) throw new HttpProblem(404, `No commit found for the ref ${ref}`);
  const entry = await entryAt(call, ref, call.param("path").replace(/^\/+|\/+$/g, ""));
  if (entry.mode === "040000") return listFolder(call, ref, entry);
  if (entry.mode === "160000") return ok({ ...presentEntry(call, ref, entry), submodule_git_url: null });
  const object = await git.read(entry.sha);
  if (object === null) throw notFound();
  const shown = presentEntry(call, ref, entry);
  if (call.accept.includes("raw")) return { status: 200, bytes: object.content, headers: { "content-type": "application/vnd.github.raw+json; charset=utf-8" } };
  if (entry.mode === "120000") return ok({ ...shown, target: object.content.toString("utf8") });
  const large = object.size > 1_048_576;
  return ok({ ...shown, encoding: large ? "none" : "base64", content: large ? "" : wrapped(object.content) });
}

async function listFolder(call: Call, ref: string, entry: Entry): Promise<Answer> {
  const { git } = call.repository;
  const entries = await git.list(entry.sha, "one");
  return ok(entries.map((one) => presentEntry(call, ref, { mode: one.mode, name: one.path, sha: one.sha, size: one.size ?? 0, path: entry.path === "" ? one.path : `${entry.path}/${one.path}` })));
}

async function putContent(call: Call): Promise<Answer> {
  const { git, defaultBranch } = call.repository;
  const branch = (call.text("branch") ?? defaultBranch).replace(/^refs\/heads\//, "");
  const path = call.param("path");
  const head = await git.commit(`refs/heads/${branch}`);
  if (head === null && call.text("branch") !== null) throw new HttpProblem(404, `Branch ${branch} not found`);
  const before = head === null ? null : await git.look(`${head.sha}:${path}`);
  const given = call.text("sha");
  if (before !== null && given === null) throw new HttpProblem(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  if (given !== null && before?.sha !== given) throw new HttpProblem(409, `${path} does not match ${given}`);
  const blob = await git.writeBlob(Buffer.from(call.text("content") ?? "", "base64"));
  const tree = await buildTree(git, { base: head?.tree ?? null, changes: [{ path, mode: "100644", sha: blob }] });
  const committer = signatureOf(call, call.body["committer"]);
  const author = call.body["author"] === undefined ? committer : signatureOf(call, call.body["author"]);
  const after = await git.writeCommit({ tree, parents: head === null ? [] : [head.sha], author, committer, message: call.text("message") ?? "" });
  await moveRef(call, { ref: `refs/heads/${branch}`, before: head?.sha ?? noSha, after });
  const entry = await entryAt(call, branch, path);
  return { status: before === null ? 201 : 200, body: { content: presentEntry(call, branch, entry), commit: presentGitCommit(call.hub, call.repository, await commitOr404(call, after)) } };
}

export const contentRoutes: readonly Route[] = [
  { operation: "repos/get-content", need: needs.read("contents"), handle: getContent },
  { operation: "repos/create-or-update-file-contents", need: needs.write("contents"), handle: putContent },
];
