import { z } from "zod";
import { GitSha } from "../../../core/identity/identifier.ts";
import { readOrNull } from "../answer.ts";
import type { Session } from "../client.ts";
import { Account } from "./shapes.ts";

/** https://docs.github.com/rest/commits/commits#get-a-commit */
const Written = z.object({ author: Account, parents: z.array(z.object({ sha: GitSha })) });

/** Along first parents, newest first; ends at the first commit that is no bot's, since nobody asks further. */
export async function readAuthors(session: Session, sha: GitSha, most: number): Promise<readonly (string | null)[]> {
  const authors: (string | null)[] = [];
  for (let next: GitSha | undefined = sha; next !== undefined && authors.length < most;) {
    const commit: z.infer<typeof Written> | null = await readOrNull(session, "GET /repos/{owner}/{repo}/commits/{ref}", { ref: next }, Written);
    if (commit === null) return authors;
    authors.push(commit.author?.login ?? null);
    if (commit.author?.login.endsWith("[bot]") !== true) return authors;
    next = commit.parents[0]?.sha;
  }
  return authors;
}
