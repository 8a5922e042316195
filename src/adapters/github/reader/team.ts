/** Who is in a team of the organisation. The App does not ask for that permission (`members: read`): where an operator gives it by hand, it is used. */
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import type { Repository } from "../../../core/repair/repair.ts";
import type { Client } from "../client.ts";
import { readPages } from "../pages.ts";
import { teamPermissions } from "../permissions.ts";

/** https://docs.github.com/rest/teams/members#list-team-members: members of its child teams are among them. */
const Members = z.array(z.object({ login: z.string() }).transform(({ login }) => login));

/** Minting a token that is refused is a request too: it is not asked for at every look. */
const MILLISECONDS_SILENT = 300_000;

/** By `@organisation/team`; null where GitHub does not tell: the permission is not given, the team is not there, or it is another organisation's. */
export function createTeamReader(client: Client): (repository: Repository, team: string) => Promise<readonly string[] | null> {
  const silent = new Map<number, number>();
  return async (repository, team) => {
    const [, org = "", slug = ""] = /^@([^/]+)\/([^/]+)$/.exec(team) ?? [];
    const [owner = ""] = repository.name.split("/");
    if (slug === "" || org.toLowerCase() !== owner.toLowerCase() || (silent.get(repository.installation_id) ?? 0) > Date.now()) return null;
    try {
      return await readPages(client.session(repository, teamPermissions), { operation: "GET /orgs/{org}/teams/{team_slug}/members", parameters: { org: owner, team_slug: slug } }, Members);
    } catch (error) {
      if (!(error instanceof Fault) || !["github-forbidden", "github-missing", "github-invalid"].includes(error.code)) throw error;
      if (error.code !== "github-missing") silent.set(repository.installation_id, Date.now() + MILLISECONDS_SILENT);
      return null;
    }
  };
}
