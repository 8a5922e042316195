/** What a git checkout on disk holds. Paths are relative to its root, with forward slashes. */
import { GitSha } from "../../core/identity/identifier.ts";
import type { CommittedFile } from "../../ports/machine.ts";
import { fields, runGit } from "./run-git.ts";

/** Absolute path of the working tree that `folder` lies in. Fault `checkout-unreadable` where it lies in none. */
export async function findCheckout(folder: string): Promise<string> {
  return (await runGit(folder, ["rev-parse", "--show-toplevel"])).toString("utf8").replace(/\n$/, "");
}

export interface CheckedOut {
  /** Absolute path of the working tree, as git says it. */
  readonly checkout: string;
  readonly head: GitSha;
}

/** The working tree that `folder` lies in and the commit that is checked out, asked of git at once. Fault `checkout-unreadable` where there is none of either. */
export async function openCheckout(folder: string): Promise<CheckedOut> {
  const said = (await runGit(folder, ["rev-parse", "--show-toplevel", "HEAD^{commit}"])).toString("utf8").trimEnd();
  const at = said.lastIndexOf("\n");
  return { checkout: said.slice(0, at), head: GitSha.parse(said.slice(at + 1)) };
}

export async function headOf(checkout: string): Promise<GitSha> {
  return GitSha.parse((await runGit(checkout, ["rev-parse", "--verify", "HEAD^{commit}"])).toString("utf8").trim());
}

/** The branch that is checked out; null where a commit is. */
export async function branchOf(checkout: string): Promise<string | null> {
  return runGit(checkout, ["symbolic-ref", "--quiet", "--short", "HEAD"]).then((out) => out.toString("utf8").trim(), () => null);
}

/** The address of `origin`, or null. */
export async function originOf(checkout: string): Promise<string | null> {
  return runGit(checkout, ["config", "--get", "remote.origin.url"]).then((out) => out.toString("utf8").trim(), () => null);
}

/** Files of the commit that is checked out; submodules are left out. */
export async function committedFiles(checkout: string): Promise<readonly CommittedFile[]> {
  return listTree(checkout, "HEAD");
}

/** Files of another commit; null where the checkout does not hold it. */
export async function filesOf(checkout: string, commit: GitSha): Promise<readonly CommittedFile[] | null> {
  const isHere = await runGit(checkout, ["cat-file", "-e", `${commit}^{commit}`]).then(() => true, () => false);
  return isHere ? listTree(checkout, commit) : null;
}

/** A regular file of another commit; null where there is none, or the checkout does not hold the commit. */
export async function fileOf(checkout: string, path: string, commit: GitSha): Promise<{ readonly content: Uint8Array; readonly mode: "100644" | "100755" } | null> {
  const file = (await filesOf(checkout, commit))?.find((each) => each.path === path);
  if (file === undefined || (file.mode !== "100644" && file.mode !== "100755")) return null;
  return { content: await blob(checkout, file.sha), mode: file.mode };
}

async function listTree(checkout: string, commit: string): Promise<readonly CommittedFile[]> {
  const rows = fields(await runGit(checkout, ["ls-tree", "-r", "-z", "--full-tree", commit]));
  return rows.flatMap((row) => {
    const [meta = "", path = ""] = splitOnce(row, "\t");
    const [mode = "", type = "", sha = ""] = meta.split(" ");
    return type === "blob" ? [{ path, mode, sha }] : [];
  });
}

/** Files of the working tree: tracked ones, and those that are neither tracked nor ignored. */
export async function workingFiles(checkout: string): Promise<readonly string[]> {
  return [...new Set(fields(await runGit(checkout, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])))];
}

/** Tracked files whose content or mode on disk is not that of the commit. */
export async function dirtyFiles(checkout: string): Promise<readonly string[]> {
  return fields(await runGit(checkout, ["diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames", "HEAD"]));
}

/** Paths of the working tree that are not as the commit has them: edited, staged, gone, or new and not ignored. Submodules are left out. */
export async function changedPaths(checkout: string): Promise<readonly string[]> {
  return fields(await runGit(checkout, ["status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--ignore-submodules=all"])).map((field) => field.slice(3));
}

export async function blob(checkout: string, sha: string): Promise<Uint8Array> {
  return runGit(checkout, ["cat-file", "blob", sha]);
}

/** The outermost files and folders that git does not track, ignored or not; folders without their slash. */
export async function untrackedRoots(checkout: string): Promise<readonly string[]> {
  return fields(await runGit(checkout, ["ls-files", "-z", "--others", "--directory", "--no-empty-directory"])).map((path) => path.replace(/\/$/, ""));
}

/** Those of `paths` that the repository ignores. */
export async function ignoredAmong(checkout: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  return new Set(fields(await runGit(checkout, ["check-ignore", "-z", "--stdin", "--no-index"], `${paths.join("\0")}\0`)));
}

function splitOnce(text: string, by: string): readonly [string, string] {
  const at = text.indexOf(by);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + by.length)];
}
