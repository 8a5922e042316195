/** `POST /git/trees`: a base tree with changes at paths of any depth, written folder by folder. */
import { z } from "zod";
import type { BareRepository } from "../git/bare-repository.ts";
import type { TreeEntry } from "../git/object-writer.ts";
import { HttpProblem } from "../http/http-problem.ts";

const Mode = z.enum(["100644", "100755", "120000", "040000", "160000"]);
const Change = z.object({ path: z.string().min(1), mode: Mode.default("100644"), sha: z.string().nullish(), content: z.string().optional() });
type Change = z.infer<typeof Change>;

/** Gives the new tree's SHA. Throws HttpProblem 422 in GitHub's words for a path, SHA or mode that cannot be. */
export async function buildTree(git: BareRepository, { base, changes }: { readonly base: string | null; readonly changes: unknown }): Promise<string> {
  const parsed = z.array(Change).safeParse(changes);
  if (!parsed.success) throw new HttpProblem(422, "Invalid tree info");
  for (const { path } of parsed.data) {
    if (path.split("/").some((part) => part === "" || part === "." || part === ".." || part.toLowerCase() === ".git")) throw new HttpProblem(422, "tree.path contains a malformed path component");
  }
  const root = base === null ? [] : await git.tree(base);
  if (root === null) throw new HttpProblem(404, "base_tree is not a valid tree oid");
  const sha = await writeFolder(git, root, parsed.data);
  return sha ?? git.writeTree([]);
}

/** Null when nothing is left in the folder: git keeps no empty folders. */
async function writeFolder(git: BareRepository, entries: readonly TreeEntry[], changes: readonly Change[]): Promise<string | null> {
  const kept = new Map(entries.map((entry) => [entry.name, entry]));
  const deeper = new Map<string, Change[]>();
  for (const change of changes) {
    const slash = change.path.indexOf("/");
    if (slash >= 0) {
      const name = change.path.slice(0, slash);
      deeper.set(name, [...(deeper.get(name) ?? []), { ...change, path: change.path.slice(slash + 1) }]);
    } else if (change.sha === null) {
      if (!kept.delete(change.path)) throw new HttpProblem(422, "GitRPC::BadObjectState");
    } else {
      kept.set(change.path, { mode: change.mode, name: change.path, sha: await objectOf(git, change) });
    }
  }
  for (const [name, inside] of deeper) {
    const before = kept.get(name);
    const folder = before?.mode === "040000" ? ((await git.tree(before.sha)) ?? []) : [];
    const sha = await writeFolder(git, folder, inside);
    if (sha === null) kept.delete(name);
    else kept.set(name, { mode: "040000", name, sha });
  }
  return kept.size === 0 ? null : git.writeTree([...kept.values()]);
}

async function objectOf(git: BareRepository, change: Change): Promise<string> {
  if (change.content !== undefined) return git.writeBlob(Buffer.from(change.content));
  const sha = change.sha ?? "";
  if (change.mode !== "160000" && (await git.look(sha)) === null) throw new HttpProblem(422, `tree.sha ${sha} is not a valid ${change.mode === "040000" ? "tree" : "blob"}`);
  return sha;
}
