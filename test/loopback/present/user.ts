/** Accounts in GitHub's shapes. */
import type { User } from "../state/user.ts";
import { nodeId, type Links } from "./links.ts";

export function presentUser(links: Links, user: User): Record<string, unknown> {
  const api = links.api(`/users/${encodeURIComponent(user.login)}`);
  return {
    login: user.login, id: user.id, node_id: nodeId("U", user.id), avatar_url: links.html(`/_loopback/avatars/${user.id}`), gravatar_id: "",
    url: api, html_url: links.html(user.type === "Bot" ? `/apps/${user.login.replace("[bot]", "")}` : `/${user.login}`),
    followers_url: `${api}/followers`, following_url: `${api}/following{/other_user}`, gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`, subscriptions_url: `${api}/subscriptions`, organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`, events_url: `${api}/events{/privacy}`, received_events_url: `${api}/received_events`,
    type: user.type, site_admin: false, user_view_type: "public",
  };
}

/** The profile that `GET /users/{username}` gives. */
export function presentProfile(links: Links, user: User): Record<string, unknown> {
  const date = user.createdAt.toISOString();
  return {
    ...presentUser(links, user), name: user.name, company: null, blog: "", location: null, email: null, hireable: null, bio: null, twitter_username: null,
    public_repos: 0, public_gists: 0, followers: 0, following: 0, created_at: date, updated_at: date,
  };
}

export function emailOf(user: User): string {
  return `${user.id}+${user.login}@users.noreply.github.com`;
}
