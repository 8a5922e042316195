import { execFileSync } from "node:child_process";

/** Makes the folder a repository with one commit of all that is in it, as checks that ask git for a difference need it. */
export function commitAll(folder: string): void {
  const git = (...words: string[]): void => void execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", ...words], { cwd: folder });
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=as it is");
}
