/** What people do in the story: push, read, mend what no skill covers, and merge. All through git and GitHub's interface. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Octokit } from "@octokit/rest";
import type { Stage } from "./stage.ts";

const identity = ["-c", "user.name=Octavia", "-c", "user.email=octavia@users.noreply.example"];

type Git = (...args: string[]) => Promise<unknown>;

/** Clones over HTTP, lets `work` change the folder, commits and pushes to main. Nothing here may block: the GitHub that is pushed to lives in this process. */
async function commitAndPush(stage: Stage, message: string, work: (folder: string, git: Git) => unknown): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "regreen-person-"));
  const git: Git = (...args) => promisify(execFile)("git", [...identity, ...args], { cwd: folder });
  try {
    await git("clone", "--quiet", stage.loopback.cloneUrl(stage.repository, stage.personToken), ".");
    await work(folder, git);
    await git("add", "--all");
    await git("commit", "--quiet", "--message", message);
    await git("push", "--quiet", "origin", "HEAD:main");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function pushFiles(stage: Stage, message: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  return commitAndPush(stage, message, (folder) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  });
}

/** The mistake behind the failing test, mended by hand. */
export function mendTheTest(stage: Stage): Promise<void> {
  const patch = join(import.meta.dirname, "person-fixes-test.patch");
  return commitAndPush(stage, "Give the discount from the twelfth piece on", (_folder, git) => git("apply", patch));
}

/** A file that is not there yet is an answer here, not news. */
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

function client({ loopback, personToken }: Stage): Octokit {
  return new Octokit({ baseUrl: loopback.url, auth: personToken, log: quiet });
}

export async function merge(stage: Stage, number: number): Promise<void> {
  await client(stage).pulls.merge({ owner: "octo", repo: stage.repository.name, pull_number: number });
}

/** A file of a branch as GitHub gives it; null when it is not there. */
export async function readFileOf(stage: Stage, branch: string, path: string): Promise<string | null> {
  try {
    const { data } = await client(stage).repos.getContent({ owner: "octo", repo: stage.repository.name, path, ref: branch, mediaType: { format: "raw" } });
    return String(data);
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 404) return null;
    throw error;
  }
}
