/** The git data interface: blobs, trees, commits and refs, written as real git objects. */
import { needs } from "../auth/permit.ts";
import { HttpProblem, invalid, notFound } from "../http/http-problem.ts";
import type { Signature } from "../git/object-writer.ts";
import { presentGitCommit } from "../present/git.ts";
import { nodeId } from "../present/links.ts";
import { emailOf } from "../present/user.ts";
import { fullNameOf } from "../state/repository.ts";
import { noSha } from "./after-push.ts";
import { moveRef } from "./move-ref.ts";
import { created, noContent, ok, pageOf, type Answer, type Call, type Route } from "./route.ts";
import { buildTree } from "./build-tree.ts";

const gitApi = (call: Call, kind: string, name: string): string => call.hub.links.api(`/repos/${fullNameOf(call.repository)}/git/${kind}/${name}`);

async function createBlob(call: Call): Promise<Answer> {
  const encoding = call.text("encoding") ?? "utf-8";
  const content = call.text("content") ?? "";
  if (encoding === "base64" && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content)) throw new HttpProblem(422, "content is not valid Base64");
  const sha = await call.repository.git.writeBlob(Buffer.from(content, encoding === "base64" ? "base64" : "utf8"));
  return created({ sha, url: gitApi(call, "blobs", sha) });
}

async function getBlob(call: Call): Promise<Answer> {
  const object = await call.repository.git.read(call.param("file_sha"));
  if (object === null || object.type !== "blob") throw notFound();
  const { sha, size, content } = object;
  if (call.accept.includes("raw")) return { status: 200, bytes: content, headers: { "content-type": "application/vnd.github.raw+json" } };
  return ok({ sha, size, node_id: nodeId("B", sha), url: gitApi(call, "blobs", sha), content: wrapped(content), encoding: "base64" });
}

/** Base64 as GitHub writes it: 60 characters a line. */
export function wrapped(content: Buffer): string {
  return content.toString("base64").replace(/.{60}/g, "$&\n");
}

async function getTree(call: Call): Promise<Answer> {
  const { git } = call.repository;
  const sha = await git.resolve(`${call.param("tree_sha")}^{tree}`);
  if (sha === null) throw notFound();
  const entries = await git.list(sha, call.query.has("recursive") ? "all" : "one");
  const tree = entries.map(({ path, mode, type, sha: at, size }) => ({ path, mode, type, sha: at, ...(size === null ? {} : { size }), url: gitApi(call, type === "tree" ? "trees" : "blobs", at) }));
  return ok({ sha, url: gitApi(call, "trees", sha), tree: tree.slice(0, 100_000), truncated: tree.length > 100_000 });
}

async function createTree(call: Call): Promise<Answer> {
  const { git } = call.repository;
  const sha = await buildTree(git, { base: call.text("base_tree"), changes: call.body["tree"] });
  const entries = await git.list(sha, "one");
  return created({
    sha, url: gitApi(call, "trees", sha), truncated: false,
    tree: entries.map(({ path, mode, type, sha: at, size }) => ({ path, mode, type, sha: at, ...(size === null ? {} : { size }), url: gitApi(call, type === "tree" ? "trees" : "blobs", at) })),
  });
}

export function signatureOf(call: Call, given: unknown): Signature {
  const by = typeof given === "object" && given !== null ? (given as Readonly<Record<string, unknown>>) : {};
  const text = (name: string): string | null => (typeof by[name] === "string" ? by[name] : null);
  return { name: text("name") ?? call.actor.login, email: text("email") ?? emailOf(call.actor), date: new Date(text("date") ?? call.hub.now()) };
}

async function createCommit(call: Call): Promise<Answer> {
  const { git } = call.repository;
  const tree = call.text("tree") ?? "";
  const parents = (call.body["parents"] as string[] | undefined) ?? [];
  if ((await git.look(tree))?.type !== "tree") throw new HttpProblem(422, "Tree SHA does not exist");
  for (const parent of parents) if ((await git.look(parent))?.type !== "commit") throw new HttpProblem(422, "Parent SHA does not exist or is not a commit object");
  const author = signatureOf(call, call.body["author"]);
  const committer = call.body["committer"] === undefined ? author : signatureOf(call, call.body["committer"]);
  const sha = await git.writeCommit({ tree, parents, author, committer, message: call.text("message") ?? "" });
  const commit = await git.commit(sha);
  if (commit === null) throw new Error(`no commit ${sha}`);
  return created(presentGitCommit(call.hub, call.repository, commit));
}

async function getCommit(call: Call): Promise<Answer> {
  const sha = call.param("commit_sha");
  const commit = /^[0-9a-f]{40}$/.test(sha) ? await call.repository.git.commit(sha) : null;
  if (commit === null) throw notFound();
  return ok(presentGitCommit(call.hub, call.repository, commit));
}

function presentRef(call: Call, ref: { readonly name: string; readonly sha: string }): Record<string, unknown> {
  return { ref: ref.name, node_id: nodeId("REF", ref.name), url: gitApi(call, "refs", ref.name.replace(/^refs\//, "")), object: { type: "commit", sha: ref.sha, url: gitApi(call, "commits", ref.sha) } };
}

async function getRef(call: Call): Promise<Answer> {
  const name = `refs/${call.param("ref")}`;
  const found = (await call.repository.git.refs(name)).find((ref) => ref.name === name);
  if (found === undefined) throw notFound();
  return ok(presentRef(call, found));
}

async function matchingRefs(call: Call): Promise<Answer> {
  const prefix = `refs/${call.param("ref")}`;
  const { items, headers } = pageOf(call, `/repos/${fullNameOf(call.repository)}/git/matching-refs/${call.param("ref")}`, await call.repository.git.refs(prefix));
  return { ...ok(items.map((ref) => presentRef(call, ref))), headers };
}

async function createRef(call: Call): Promise<Answer> {
  const { git } = call.repository;
  const name = call.text("ref") ?? "";
  const sha = call.text("sha") ?? "";
  if (!name.startsWith("refs/") || name.split("/").length < 3 || !(await git.isValidRef(name))) throw new HttpProblem(422, "Reference name is not valid");
  if ((await git.look(sha)) === null || !/^[0-9a-f]{40}$/.test(sha)) throw new HttpProblem(422, "Object does not exist");
  if ((await git.resolve(name)) !== null) throw new HttpProblem(422, "Reference already exists");
  await moveRef(call, { ref: name, before: noSha, after: sha });
  return created(presentRef(call, { name, sha }));
}

async function updateRef(call: Call): Promise<Answer> {
  const { git } = call.repository;
  const name = `refs/${call.param("ref")}`;
  const after = call.text("sha") ?? "";
  const before = await git.resolve(name);
  if (before === null) throw new HttpProblem(422, "Reference does not exist");
  if ((await git.look(after))?.type !== "commit") throw new HttpProblem(422, "Object does not exist");
  if (!call.flag("force") && !(await git.isAncestor(before, after))) throw new HttpProblem(422, "Update is not a fast forward");
  await moveRef(call, { ref: name, before, after });
  return ok(presentRef(call, { name, sha: after }));
}

async function deleteRef(call: Call): Promise<Answer> {
  const name = `refs/${call.param("ref")}`;
  const before = await call.repository.git.resolve(name);
  if (before === null) throw new HttpProblem(422, "Reference does not exist");
  if (name === `refs/heads/${call.repository.defaultBranch}`) throw invalid("Reference", "ref", "The default branch cannot be deleted");
  await moveRef(call, { ref: name, before, after: noSha });
  return noContent;
}

export const gitRoutes: readonly Route[] = [
  { operation: "git/create-blob", need: needs.write("contents"), handle: createBlob },
  { operation: "git/get-blob", need: needs.read("contents"), handle: getBlob },
  { operation: "git/create-tree", need: needs.write("contents"), handle: createTree },
  { operation: "git/get-tree", need: needs.read("contents"), handle: getTree },
  { operation: "git/create-commit", need: needs.write("contents"), handle: createCommit },
  { operation: "git/get-commit", need: needs.read("contents"), handle: getCommit },
  { operation: "git/get-ref", need: needs.read("contents"), handle: getRef },
  { operation: "git/list-matching-refs", need: needs.read("contents"), handle: matchingRefs },
  { operation: "git/create-ref", need: needs.write("contents"), handle: createRef },
  { operation: "git/update-ref", need: needs.write("contents"), handle: updateRef },
  { operation: "git/delete-ref", need: needs.write("contents"), handle: deleteRef },
];
