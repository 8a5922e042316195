/** What a person may see, over the REST API. */
import { z } from "zod";
import type { MemberReader } from "../../../ports/github.ts";
import { readOrNull } from "../answer.ts";
import type { Client } from "../client.ts";
import { readPermissions } from "../permissions.ts";

/** https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user: of a public repository everybody has `read`. */
const PermissionAnswer = z.object({ permission: z.string() });

export function createMemberReader(client: Client): MemberReader {
  return {
    async mayRead(repository, login) {
      const answer = await readOrNull(client.session(repository, readPermissions), "GET /repos/{owner}/{repo}/collaborators/{username}/permission", { username: login }, PermissionAnswer);
      return answer !== null && ["read", "write", "admin"].includes(answer.permission);
    },
  };
}
