/** What only policies ask of GitHub, over the REST API. */
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import { GitSha, RepositoryName } from "../../../core/identity/identifier.ts";
import { milliseconds, type Timestamp } from "../../../core/identity/timestamp.ts";
import type { Repository } from "../../../core/repair/repair.ts";
import type { PolicyReader, PullRequest } from "../../../ports/github.ts";
import { readOrNull } from "../answer.ts";
import type { Client, Session } from "../client.ts";
import { pagesOf } from "../pages.ts";
import { readPermissions } from "../permissions.ts";
import { readIsProtected } from "./branch.ts";
import { createFolderMemory, readFile } from "./file.ts";
import { PullAnswer } from "./pull-request.ts";
import { Moment } from "./shapes.ts";
import { createTeamReader } from "./team.ts";

/** https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user: `write` and `admin` are those that may. */
const PermissionAnswer = z.object({ permission: z.string(), role_name: z.string().nullish() });

/** https://docs.github.com/rest/repos/repos#get-a-repository */
const RepositoryAnswer = z.object({ id: z.int().positive(), full_name: RepositoryName, default_branch: z.string().min(1) });

/** https://docs.github.com/rest/commits/commits#compare-two-commits */
const CompareAnswer = z.object({ merge_base_commit: z.object({ sha: GitSha }) });

export function createPolicyReader(client: Client): PolicyReader {
  const session = (repository: Repository): Session => client.session(repository, readPermissions);
  const folders = createFolderMemory(50);
  const silent = new Map<number, number>();
  return {
    async repository(named) {
      const answer = await readOrNull(session({ ...named, id: 0, default_branch: "HEAD" }), "GET /repos/{owner}/{repo}", {}, RepositoryAnswer);
      return answer === null ? null : { ...named, id: answer.id, name: answer.full_name, default_branch: answer.default_branch };
    },
    isProtected: async (repository, branch) => readIsProtected(session(repository), branch),
    async mayWrite(repository, login) {
      const answer = await readOrNull(session(repository), "GET /repos/{owner}/{repo}/collaborators/{username}/permission", { username: login }, PermissionAnswer);
      return answer === null ? null : ["write", "admin"].includes(answer.permission);
    },
    teamMembers: createTeamReader(client),
    async power(repository, login) {
      const answer = await readOrNull(session(repository), "GET /repos/{owner}/{repo}/collaborators/{username}/permission", { username: login }, PermissionAnswer);
      if (answer === null) return null;
      // A role of the organisation's own shows as what it is built on; only GitHub's own names say maintain.
      if (answer.permission === "admin" || (answer.permission === "write" && answer.role_name === "maintain")) return "maintain";
      return answer.permission === "write" ? "write" : "none";
    },
    async mergeBase(repository, base, head) {
      const answer = await readOrNull(session(repository), "GET /repos/{owner}/{repo}/compare/{basehead}", { basehead: `${base}...${head}`, per_page: 1 }, CompareAnswer);
      return answer?.merge_base_commit.sha ?? null;
    },
    async organisationFile(repository, path) {
      if ((silent.get(repository.installation_id) ?? 0) > Date.now()) return null;
      const read = await readOrganisationFile(session(organisationRepository(repository)), folders, path);
      if (read === "out of reach") silent.set(repository.installation_id, Date.now() + MILLISECONDS_SILENT);
      return read === "out of reach" ? null : read;
    },
    pullsSince: async (repository, since, most) => readPullsSince(session(repository), since, most),
  };
}

/** Its number is not known, and is not asked for: the token is minted by its name (`credentials.ts`). */
export function organisationRepository(repository: Repository): Repository {
  const [owner = ""] = repository.name.split("/");
  return { ...repository, id: 0, name: `${owner}/.github` as Repository["name"], default_branch: "HEAD" };
}

/** Minting a token that is refused is a request too: it is not asked for at every look. */
const MILLISECONDS_SILENT = 300_000;

/** Where the App is not installed on that repository, GitHub mints no token (422) or shows nothing (403, 404). */
async function readOrganisationFile(session: Session, folders: ReturnType<typeof createFolderMemory>, path: string): Promise<Uint8Array | "out of reach" | null> {
  try {
    return await readFile(session, folders, { path, ref: "HEAD" });
  } catch (error) {
    if (error instanceof Fault && ["github-forbidden", "github-missing", "github-invalid"].includes(error.code)) return "out of reach";
    throw error;
  }
}

const Touched = z.looseObject({ updated_at: Moment });

async function readPullsSince(session: Session, since: Timestamp, most: number): Promise<readonly PullRequest[]> {
  const found: PullRequest[] = [];
  const request = { operation: "GET /repos/{owner}/{repo}/pulls", parameters: { state: "all", sort: "updated", direction: "desc" } } as const;
  for await (const page of pagesOf(session, request, z.array(Touched.transform((raw) => ({ raw, at: raw.updated_at }))))) {
    for (const { raw, at } of page) {
      if (milliseconds(at) < milliseconds(since) || found.length >= most) return found;
      found.push(PullAnswer.parse(raw));
    }
  }
  return found;
}
