/** Apps and installations in GitHub's shapes. */
import { clientIdOf } from "../auth/read-identity.ts";
import type { App, Installation } from "../state/app.ts";
import { nodeId, type Links } from "./links.ts";
import { presentUser } from "./user.ts";

export function presentApp(links: Links, app: App): Record<string, unknown> {
  return {
    id: app.id, slug: app.slug, node_id: nodeId("A", app.id), client_id: clientIdOf(app), owner: presentUser(links, app.owner), name: app.name, description: "",
    external_url: links.html(`/apps/${app.slug}`), html_url: links.html(`/apps/${app.slug}`), created_at: app.createdAt.toISOString(), updated_at: app.createdAt.toISOString(),
    permissions: app.permissions, events: app.events,
  };
}

export function presentInstallation(links: Links, installation: Installation): Record<string, unknown> {
  const date = installation.createdAt.toISOString();
  return {
    id: installation.id, account: presentUser(links, installation.account), repository_selection: installation.repositoryIds === "all" ? "all" : "selected",
    access_tokens_url: links.api(`/app/installations/${installation.id}/access_tokens`), repositories_url: links.api("/installation/repositories"),
    html_url: links.html(`/settings/installations/${installation.id}`), app_id: installation.app.id, app_slug: installation.app.slug, client_id: clientIdOf(installation.app),
    target_id: installation.account.id, target_type: installation.account.type, permissions: installation.permissions, events: installation.app.events,
    created_at: date, updated_at: date, single_file_name: null, has_multiple_single_files: false, single_file_paths: [],
    suspended_by: null, suspended_at: installation.suspendedAt?.toISOString() ?? null,
  };
}
