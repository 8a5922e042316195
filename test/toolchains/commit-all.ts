import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Makes the folder a repository with one commit of all that is in it, as checks that ask git for a difference need it; on a branch of its own where `parent` holds what `main` has. */
export function commitAll(folder: string, parent: string): void {
  const git = (...words: string[]): void => void execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", ...words], { cwd: folder });
  git("init", "--quiet", "--initial-branch=main");
  if (existsSync(parent)) {
    git(`--work-tree=${parent}`, "add", "--all");
    git("commit", "--quiet", "--message=before it");
    git("symbolic-ref", "HEAD", "refs/heads/topic");
    git("update-ref", "refs/heads/topic", "refs/heads/main");
  }
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message=as it is");
}
