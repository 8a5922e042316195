/** Apps, installations and their tokens; accounts; rate limits. */
import { randomBytes } from "node:crypto";
import { needs } from "../auth/permit.ts";
import { HttpProblem, notFound } from "../http/http-problem.ts";
import { presentApp, presentInstallation } from "../present/app.ts";
import { presentRepository } from "../present/repository.ts";
import { presentProfile, presentUser } from "../present/user.ts";
import type { Installation, Permissions } from "../state/app.ts";
import type { Repository } from "../state/repository.ts";
import { created, ok, pageOf, type Answer, type Call, type Route } from "./route.ts";

function ownInstallation(call: Call): Installation {
  const installation = call.hub.state.installations.get(call.number("installation_id"));
  if (installation === undefined || call.identity.kind !== "app" || installation.app !== call.identity.app) throw notFound();
  return installation;
}

function installationFor(call: Call, matches: (installation: Installation) => boolean): Answer {
  const app = call.identity.kind === "app" ? call.identity.app : null;
  const found = [...call.hub.state.installations.values()].find((one) => one.app === app && matches(one));
  if (found === undefined) throw notFound();
  return ok(presentInstallation(call.hub.links, found));
}

function holds(installation: Installation, repository: Repository): boolean {
  return installation.account.id === repository.owner.id && (installation.repositoryIds === "all" || installation.repositoryIds.has(repository.id));
}

/** The permissions a token asks for must be among those that the installation has. */
function narrowed(installation: Installation, asked: unknown): Permissions {
  if (typeof asked !== "object" || asked === null) return installation.permissions;
  for (const [name, level] of Object.entries(asked)) {
    const held = installation.permissions[name];
    if (held === undefined || (level === "write" && held === "read")) throw new HttpProblem(422, "The permissions requested are not granted to this installation.");
  }
  return asked as Permissions;
}

function reachable(call: Call, installation: Installation): Repository[] {
  return call.hub.state.repositories().filter((repository) => holds(installation, repository));
}

function narrowedRepositories(call: Call, installation: Installation): Repository[] | "all" {
  const ids = call.body["repository_ids"];
  const names = call.body["repositories"];
  if (!Array.isArray(ids) && !Array.isArray(names)) return "all";
  const all = reachable(call, installation);
  const wanted: unknown[] = [...(Array.isArray(ids) ? (ids as unknown[]) : []), ...(Array.isArray(names) ? (names as unknown[]) : [])];
  return wanted.map((one) => {
    const found = all.find((repository) => repository.id === one || repository.name === one);
    if (found === undefined) throw new HttpProblem(422, "There is at least one repository that does not exist or is not accessible to the parent installation.");
    return found;
  });
}

function createToken(call: Call): Answer {
  const installation = ownInstallation(call);
  if (installation.suspendedAt !== null) throw new HttpProblem(403, "This installation has been suspended");
  const permissions = narrowed(installation, call.body["permissions"]);
  const repositories = narrowedRepositories(call, installation);
  const token = `ghs_${randomBytes(18).toString("hex")}`;
  const expiresAt = new Date(call.hub.now().getTime() + 3_600_000);
  call.hub.state.tokens.set(token, {
    kind: "installation", app: installation.app, installation, permissions, expiresAt, repositoryIds: repositories === "all" ? "all" : new Set(repositories.map((one) => one.id)),
  });
  return created({
    token, expires_at: expiresAt.toISOString(), permissions, repository_selection: repositories === "all" && installation.repositoryIds === "all" ? "all" : "selected",
    ...(repositories === "all" ? {} : { repositories: repositories.map((one) => presentRepository(call.hub.links, one)) }),
  });
}

function listRepositories(call: Call): Answer {
  if (call.identity.kind !== "installation") throw notFound();
  const { installation, repositoryIds } = call.identity;
  const all = reachable(call, installation).filter((one) => repositoryIds === "all" || repositoryIds.has(one.id));
  const { items, headers } = pageOf(call, "/installation/repositories", all);
  return { ...ok({ total_count: all.length, repository_selection: installation.repositoryIds === "all" ? "all" : "selected", repositories: items.map((one) => presentRepository(call.hub.links, one)) }), headers };
}

function listInstallations(call: Call): Answer {
  const app = call.identity.kind === "app" ? call.identity.app : null;
  const { items, headers } = pageOf(call, "/app/installations", [...call.hub.state.installations.values()].filter((one) => one.app === app));
  return { ...ok(items.map((one) => presentInstallation(call.hub.links, one))), headers };
}

function permissionOf(call: Call): Answer {
  const user = call.hub.state.user(call.param("username"));
  if (user === null) throw new HttpProblem(404, `${call.param("username")} is not a user`);
  const { repository } = call;
  const role = user.id === repository.owner.id ? "admin" : (repository.collaborators.get(user.login) ?? (repository.isPrivate ? "none" : "read"));
  const permission = role === "maintain" ? "write" : role === "triage" ? "read" : role;
  const can = (level: number): boolean => ["none", "read", "triage", "write", "maintain", "admin"].indexOf(role) >= level;
  return ok({ permission, role_name: role, user: { ...presentUser(call.hub.links, user), permissions: { pull: can(1), triage: can(2), push: can(3), maintain: can(4), admin: can(5) }, role_name: role } });
}

function rateLimits(call: Call): Answer {
  const limit = { limit: 5_000, remaining: 4_999, reset: Math.floor(call.hub.now().getTime() / 1000) + 3_600, used: 1 };
  return ok({ resources: { core: limit, search: { ...limit, limit: 30, remaining: 30, used: 0 }, graphql: limit }, rate: limit });
}

function ownProfile(call: Call): Answer {
  if (call.identity.kind !== "user") throw new HttpProblem(403, "Resource not accessible by integration");
  return ok(presentProfile(call.hub.links, call.identity.user));
}

function profile(call: Call): Answer {
  const user = call.hub.state.user(call.param("username"));
  if (user === null) throw notFound();
  return ok(presentProfile(call.hub.links, user));
}

function appBySlug(call: Call): Answer {
  const app = [...call.hub.state.apps.values()].find((one) => one.slug === call.param("app_slug"));
  if (app === undefined) throw notFound();
  return ok(presentApp(call.hub.links, app));
}

function ownApp(call: Call): Answer {
  if (call.identity.kind !== "app") throw notFound();
  return ok({ ...presentApp(call.hub.links, call.identity.app), installations_count: [...call.hub.state.installations.values()].filter((one) => call.identity.kind === "app" && one.app === call.identity.app).length });
}

/** https://docs.github.com/rest/apps/webhooks#get-a-webhook-configuration-for-an-app */
function hookConfig(call: Call): Answer {
  if (call.identity.kind !== "app") throw notFound();
  return ok({ content_type: "json", insecure_ssl: "0", secret: "********", ...(call.identity.app.webhookUrl === null ? {} : { url: call.identity.app.webhookUrl }) });
}

/** https://docs.github.com/rest/apps/webhooks#list-deliveries-for-an-app-webhook: newest first. */
function hookDeliveries(call: Call): Answer {
  const app = call.identity.kind === "app" ? call.identity.app : null;
  const { deliveries } = call.hub.webhooks;
  const tried = deliveries.filter((one) => one.app === app && one.state !== "dropped").toReversed();
  const { items, headers } = pageOf(call, "/app/hook/deliveries", tried);
  return {
    ...ok(items.map((one) => {
      const last = one.attempts.at(-1);
      const code = last?.status ?? 0;
      return {
        id: one.id, guid: one.guid, delivered_at: (last?.at ?? one.at).toISOString(), redelivery: false, duration: last?.seconds ?? 0, status: code >= 200 && code < 300 ? "OK" : code === 0 ? "failed to connect to host" : `Invalid HTTP Response: ${code}`,
        status_code: code, event: one.event, action: one.action, installation_id: one.installationId, repository_id: one.repositoryId, throttled_at: null,
      };
    })),
    headers,
  };
}

export const appRoutes: readonly Route[] = [
  { operation: "apps/get-webhook-config-for-app", need: needs.app, handle: hookConfig },
  { operation: "apps/list-webhook-deliveries", need: needs.app, handle: hookDeliveries },
  { operation: "users/get-authenticated", need: needs.signedIn, handle: ownProfile },
  { operation: "apps/get-authenticated", need: needs.app, handle: ownApp },
  { operation: "apps/get-by-slug", need: needs.anyone, handle: appBySlug },
  { operation: "apps/list-installations", need: needs.app, handle: listInstallations },
  { operation: "apps/get-installation", need: needs.app, handle: (call) => ok(presentInstallation(call.hub.links, ownInstallation(call))) },
  { operation: "apps/create-installation-access-token", need: needs.app, handle: createToken },
  { operation: "apps/get-repo-installation", need: needs.app, handle: (call) => installationFor(call, (one) => holds(one, call.repository)) },
  { operation: "apps/get-user-installation", need: needs.app, handle: (call) => installationFor(call, (one) => one.account.login === call.param("username")) },
  { operation: "apps/get-org-installation", need: needs.app, handle: (call) => installationFor(call, (one) => one.account.login === call.param("org")) },
  { operation: "apps/list-repos-accessible-to-installation", need: needs.installation, handle: listRepositories },
  { operation: "repos/get-collaborator-permission-level", need: needs.read("metadata"), handle: permissionOf },
  { operation: "rate-limit/get", need: needs.anyone, handle: rateLimits },
  { operation: "users/get-by-username", need: needs.anyone, handle: profile },
];

