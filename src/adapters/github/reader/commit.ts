import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import { GitSha } from "../../../core/identity/identifier.ts";
import type { Commit } from "../../../ports/github.ts";
import { readOrNull } from "../answer.ts";
import type { Session } from "../client.ts";

/** https://docs.github.com/rest/commits/commits#get-a-commit; its list of files is cut off at 3,000, so it is not read. */
const CommitAnswer = z.object({ sha: GitSha, parents: z.array(z.object({ sha: GitSha })), commit: z.object({ message: z.string() }) })
  .transform(({ sha, parents, commit }): Commit => ({ sha, parents: parents.map((parent) => parent.sha), message: commit.message }));

/** GitHub answers 422 where a full name is no commit's, and 404 where the repository is gone. */
export async function readCommit(session: Session, sha: GitSha): Promise<Commit | null> {
  try {
    return await readOrNull(session, "GET /repos/{owner}/{repo}/commits/{ref}", { ref: sha }, CommitAnswer);
  } catch (error) {
    if (error instanceof Fault && error.code === "github-invalid") return null;
    throw error;
  }
}
