/** What the history of a checkout says about how it is worked on. */
import type { PullSize } from "../../core/onboarding/detect/pull-sizes.ts";
import { runGit } from "./run-git.ts";

/** GitHub's own words for a merge, and the number that it puts behind the title of a squashed one. */
const PULL = /^Merge pull request #\d+ |\(#\d+\)$/;
/** Commits looked at, and pull requests taken of them. */
const MOST_COMMITS = 200;
const MOST_PULLS = 20;

/** Sizes of the last pull requests that were merged into what is checked out, newest first; binary files count as no line. */
export async function mergedPullSizes(checkout: string): Promise<readonly PullSize[]> {
  const log = await runGit(checkout, ["log", "--first-parent", `--max-count=${MOST_COMMITS}`, "--diff-merges=first-parent", "--no-ext-diff", "--no-textconv", "--no-renames", "--numstat", "--format=%x00%s"]);
  return log.toString("utf8").split("\0").filter((commit) => PULL.test(commit.split("\n", 1)[0] ?? "")).slice(0, MOST_PULLS).map(sizeOf);
}

function sizeOf(commit: string): PullSize {
  const rows = [...commit.matchAll(/^(\d+|-)\t(\d+|-)\t/gm)];
  return { files: rows.length, lines: rows.reduce((sum, [, added, removed]) => sum + (Number(added) || 0) + (Number(removed) || 0), 0) };
}

/** The remote's default branch as the checkout knows it; else the branch that is checked out; else `main`. */
export async function defaultBranchOf(checkout: string): Promise<string> {
  const ask = (args: readonly string[]): Promise<string> => runGit(checkout, args).then((out) => out.toString("utf8").trim(), () => "");
  const remote = (await ask(["symbolic-ref", "--short", "refs/remotes/origin/HEAD"])).replace(/^origin\//, "");
  return remote || await ask(["symbolic-ref", "--short", "HEAD"]) || "main";
}
