/** Whether an identity may do what an operation asks, as GitHub decides it. */
import { HttpProblem, notFound } from "../http/http-problem.ts";
import type { Permissions } from "../state/app.ts";
import type { Repository } from "../state/repository.ts";
import type { Identity } from "./identity.ts";

export type Level = "read" | "write";

/** Any one of the permissions, at this level; or the App itself (its JWT); or an installation; or anyone. */
export type Need =
  | { readonly kind: "repository"; readonly anyOf: readonly string[]; readonly level: Level }
  | { readonly kind: "app" }
  | { readonly kind: "installation" }
  | { readonly kind: "signed-in" }
  | { readonly kind: "anyone" };

export const needs = {
  read: (...anyOf: string[]): Need => ({ kind: "repository", anyOf, level: "read" }),
  write: (...anyOf: string[]): Need => ({ kind: "repository", anyOf, level: "write" }),
  app: { kind: "app" },
  installation: { kind: "installation" },
  signedIn: { kind: "signed-in" },
  anyone: { kind: "anyone" },
} as const;

/** Throws HttpProblem 401, 403 or 404 where GitHub would. `repository` is the one in the path, null when there is none by that name. */
export function permit(identity: Identity, need: Need, repository: Repository | null): void {
  switch (need.kind) {
    case "anyone":
      return;
    case "signed-in":
      if (identity.kind === "anonymous") throw new HttpProblem(401, "Requires authentication");
      return;
    case "app":
      if (identity.kind !== "app") throw new HttpProblem(401, "A JSON web token could not be decoded");
      return;
    case "installation":
      if (identity.kind !== "installation") throw new HttpProblem(403, "You must authenticate with an installation access token in order to list repositories for an installation.");
      return;
    case "repository":
      if (repository === null) throw notFound();
      permitRepository(identity, need, repository);
      return;
    default:
      need satisfies never;
  }
}

function permitRepository(identity: Identity, need: Need & { kind: "repository" }, repository: Repository): void {
  const publicRead = !repository.isPrivate && need.level === "read" && !need.anyOf.includes("administration");
  switch (identity.kind) {
    case "anonymous":
      if (publicRead) return;
      throw repository.isPrivate ? notFound() : new HttpProblem(401, "Requires authentication");
    case "app":
      throw new HttpProblem(401, "A JSON web token could not be decoded");
    case "installation":
    case "job":
      if (publicRead) return;
      if (!reaches(identity, repository)) throw repository.isPrivate ? notFound() : notAccessible();
      if (!grants(identity.permissions, need.anyOf, need.level)) throw notAccessible();
      return;
    case "user":
      permitUser(identity.user.login, need, repository);
      return;
    default:
      identity satisfies never;
  }
}

function permitUser(login: string, need: Need & { kind: "repository" }, repository: Repository): void {
  const role = repository.collaborators.get(login);
  if (role === undefined && repository.isPrivate) throw notFound();
  if (need.level === "read" && !need.anyOf.includes("administration")) return;
  const participates = need.anyOf.includes("issues") || need.anyOf.includes("pull_requests");
  if (participates && role !== undefined) return;
  if (role === undefined || role === "read" || role === "triage") throw new HttpProblem(403, "Must have push access to repository");
}

function notAccessible(): HttpProblem {
  return new HttpProblem(403, "Resource not accessible by integration");
}

/** Whether a token is for this repository at all. */
export function reaches(identity: Identity & { kind: "installation" | "job" }, repository: Repository): boolean {
  if (identity.kind === "job") return identity.repository === repository;
  const { installation, repositoryIds } = identity;
  const installed = installation.account.id === repository.owner.id && (installation.repositoryIds === "all" || installation.repositoryIds.has(repository.id));
  return installed && (repositoryIds === "all" || repositoryIds.has(repository.id));
}

export function grants(permissions: Permissions, anyOf: readonly string[], level: Level): boolean {
  return anyOf.some((name) => {
    if (name === "metadata" && level === "read") return true;
    const held = permissions[name];
    return held !== undefined && (level === "read" || held !== "read");
  });
}
