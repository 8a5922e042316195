import { z } from "zod";
import type { GitSha } from "../../../core/identity/identifier.ts";
import type { CommitStatus } from "../../../ports/github.ts";
import type { Session } from "../client.ts";
import { readPages } from "../pages.ts";
import { OptionalText } from "./shapes.ts";

/** https://docs.github.com/rest/commits/statuses#get-the-combined-status-for-a-specific-reference */
const CombinedStatusPage = z.object({
  statuses: z.array(z.object({ id: z.int().positive(), context: z.string(), state: z.enum(["pending", "success", "failure", "error"]), description: OptionalText })),
}).transform((page): readonly CommitStatus[] => page.statuses.map(({ id, context, state, description }) => ({ id, context, state, description })));

export async function readCommitStatuses(session: Session, sha: GitSha): Promise<readonly CommitStatus[]> {
  return readPages(session, { operation: "GET /repos/{owner}/{repo}/commits/{ref}/status", parameters: { ref: sha } }, CombinedStatusPage);
}
