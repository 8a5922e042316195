/** Differences between two commits, by git itself. */
import { remembered } from "./remembered.ts";
import { runGit, tryGit } from "./run-git.ts";

export interface FileChange {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: "added" | "removed" | "modified" | "renamed";
  readonly sha: string | null;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks only, as GitHub shows them; null for a binary file. */
  readonly patch: string | null;
}

export interface Comparison {
  readonly mergeBase: string | null;
  readonly aheadBy: number;
  readonly behindBy: number;
  /** Oldest first. */
  readonly commits: readonly string[];
  readonly files: readonly FileChange[];
}

export function compareCommits(folder: string, base: string, head: string): Promise<Comparison> {
  return remembered([folder, "compare", base, head], () => compareAnew(folder, base, head));
}

async function compareAnew(folder: string, base: string, head: string): Promise<Comparison> {
  const lines = (output: Buffer): string[] => output.toString("utf8").split("\n").filter((line) => line !== "");
  const [common, sides, ahead] = await Promise.all([
    tryGit(folder, ["merge-base", base, head]),
    runGit(folder, ["rev-list", "--left-right", "--count", `${base}...${head}`]),
    runGit(folder, ["rev-list", "--reverse", "--topo-order", `${base}..${head}`]),
  ]);
  const mergeBase = lines(common.stdout)[0] ?? null;
  const counts = sides.toString("utf8").trim().split("\t");
  const commits = lines(ahead);
  return { mergeBase, behindBy: Number(counts[0]), aheadBy: Number(counts[1]), commits, files: await changedFiles(folder, mergeBase ?? base, head) };
}

/** The empty tree, which git knows without storing it: the parent of a first commit. */
export const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** Files that differ between two commits or trees, each with its hunks. */
export function changedFiles(folder: string, from: string, to: string): Promise<readonly FileChange[]> {
  return remembered([folder, "diff", from, to], () => diffAnew(folder, from, to));
}

async function diffAnew(folder: string, from: string, to: string): Promise<FileChange[]> {
  const options = ["-M", "--no-ext-diff", "--no-textconv", "--no-color"];
  const [listed, shown] = await Promise.all([
    runGit(folder, ["diff", "--raw", "--numstat", "-z", "--no-abbrev", ...options, from, to]),
    runGit(folder, ["diff", "--full-index", ...options, from, to]),
  ]);
  const { entries, counts } = readRaw(listed.toString("utf8").split("\0"));
  const patches = patchesOf(splitPatches(shown.toString("utf8")), entries);
  return entries.map(({ patches: _patches, ...entry }, index) => {
    const [additions, deletions] = counts[index] ?? ["0", "0"];
    const binary = additions === "-";
    return { ...entry, additions: binary ? 0 : Number(additions), deletions: binary ? 0 : Number(deletions), patch: binary ? null : (patches[index] ?? "") };
  });
}

interface Entry extends Pick<FileChange, "path" | "previousPath" | "status" | "sha"> {
  /** `git diff` shows a change of type (a file that becomes a symlink) as two patches. */
  readonly patches: 1 | 2;
}
const statuses: Readonly<Record<string, FileChange["status"]>> = { A: "added", D: "removed", M: "modified", T: "modified", R: "renamed" };

/** Reads `--raw --numstat -z`: first all raw records, then all counts, in the same order. */
function readRaw(fields: readonly string[]): { entries: Entry[]; counts: [string, string][] } {
  const entries: Entry[] = [];
  const counts: [string, string][] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? "";
    if (field.startsWith(":")) {
      const [, , , after = "", letter = "M"] = field.split(" ");
      const renamed = letter.startsWith("R");
      const first = fields[at + 1] ?? "";
      entries.push({ path: renamed ? (fields[at + 2] ?? "") : first, previousPath: renamed ? first : null, status: statuses[letter.slice(0, 1)] ?? "modified", sha: /^0+$/.test(after) ? null : after, patches: letter === "T" ? 2 : 1 });
      at += renamed ? 2 : 1;
    } else if (field !== "") {
      const [added = "0", removed = "0", path = ""] = field.split("\t");
      counts.push([added, removed]);
      if (path === "") at += 2;
    }
  }
  return { entries, counts };
}

function splitPatches(text: string): string[] {
  return text.split(/^(?=diff --git )/m).filter((part) => part !== "");
}

/** The patch of each entry, in their order. */
function patchesOf(all: readonly string[], entries: readonly Entry[]): string[] {
  let at = 0;
  return entries.map((entry) => {
    const own = all.slice(at, at + entry.patches).map(hunksOf).join("\n");
    at += entry.patches;
    return own;
  });
}

function hunksOf(patch: string): string {
  const start = patch.search(/^@@ /m);
  return start < 0 ? "" : patch.slice(start).replace(/\n$/, "");
}
