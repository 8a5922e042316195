/** What a job's token may do: the `permissions` of the workflow and the job (docs.github.com, "permissions"). */
import { z } from "zod";

const Access = z.enum(["read", "write", "none"]);
const names = [
  "actions", "attestations", "checks", "contents", "deployments", "discussions", "id-token", "issues",
  "packages", "pages", "pull-requests", "repository-projects", "security-events", "statuses",
] as const;
const Name = z.enum(names);

export const Permissions = z.union([z.enum(["read-all", "write-all"]), z.partialRecord(Name, Access)]);
export type Permissions = z.infer<typeof Permissions>;

/** `contents` → `read`. A name that is not there has no access; `metadata: read` always is. */
export type Grant = Readonly<Record<string, "read" | "write">>;

/** What a new repository grants when nothing is said: contents and packages read-only. */
const restricted: Permissions = { contents: "read", packages: "read" };

/** The job's own word replaces the workflow's as a whole. A token for a fork's pull request never writes. */
export function grantOf(workflow: Permissions | undefined, job: Permissions | undefined, fromFork: "own" | "fork" = "own"): Grant {
  const asked = job ?? workflow ?? restricted;
  const grant: Record<string, "read" | "write"> = { metadata: "read" };
  for (const name of names) {
    const access = typeof asked === "string" ? (asked === "read-all" ? "read" : "write") : (asked[name] ?? "none");
    if (access === "none" || (name === "id-token" && access === "read")) continue;
    grant[name] = fromFork === "fork" ? "read" : access;
  }
  return grant;
}
