/** Whether the GitHub App has what its work needs: permissions, events, installations that agreed to them, and a webhook that arrives. */
import { doubtful, skipped, well, wrong, type Check } from "./check.ts";

export type Granted = Readonly<Record<string, string>>;

export interface InstallationStanding { readonly account: string; readonly permissions: Granted; readonly suspended: boolean }

export interface HookDelivery { readonly at: string; readonly event: string; readonly code: number; readonly status: string }

export interface AppStanding {
  readonly slug: string;
  readonly permissions: Granted;
  readonly events: readonly string[];
  readonly installations: readonly InstallationStanding[];
  /** Null: no address is set. */
  readonly hookUrl: string | null;
  /** Newest first. */
  readonly deliveries: readonly HookDelivery[];
}

export interface Needed { readonly permissions: Granted; readonly events: readonly string[] }

export function judgeApp(standing: AppStanding, needed: Needed): readonly Check[] {
  return [well("app", `the App answers as ${standing.slug}`), judgePermissions(standing, needed), judgeEvents(standing, needed), judgeInstallations(standing), judgeWebhook(standing)];
}

function judgePermissions({ permissions }: AppStanding, needed: Needed): Check {
  const missing = lacking(permissions, needed.permissions);
  const more = Object.keys(permissions).filter((name) => !(name in needed.permissions));
  if (missing.length > 0) {
    return wrong("permissions", { what: `the App lacks ${missing.join(", ")}`, why: "GitHub refuses what is done with them", remedy: "Add them on the App's settings page, under Permissions & events; each account that installed it is then asked to agree." });
  }
  if (more.length === 0) return well("permissions", "the App has every permission that it needs, and no other");
  return doubtful("permissions", { what: `the App has ${more.join(", ")} too`, why: "a permission that is not used is one that can be misused", remedy: "Take it away on the App's settings page." });
}

function judgeEvents({ events }: AppStanding, needed: Needed): Check {
  const missing = needed.events.filter((event) => !events.includes(event));
  if (missing.length === 0) return well("events", "the App is told of every event that it answers to");
  return wrong("events", { what: `the App is not told of ${missing.join(", ")}`, why: "what they say is found late, or never", remedy: "Subscribe to them on the App's settings page, under Permissions & events." });
}

function judgeInstallations({ installations, permissions }: AppStanding): Check {
  if (installations.length === 0) return doubtful("installations", { what: "the App is installed nowhere", why: "there is no repository to work in", remedy: "Install it from its public page, or from the App's settings page." });
  const behind = installations.filter((one) => !one.suspended && lacking(one.permissions, permissions).length > 0).map(({ account }) => account);
  const suspended = installations.filter((one) => one.suspended).map(({ account }) => account);
  const many = `${installations.length} ${installations.length === 1 ? "installation" : "installations"}`;
  if (behind.length > 0) return doubtful("installations", { what: `${many}; ${behind.join(", ")} did not agree to the App's present permissions`, why: "there it works with the permissions of before", remedy: "Ask the owner to review the request on their installation's settings page." });
  return well("installations", suspended.length === 0 ? many : `${many}, suspended by their owners: ${suspended.join(", ")}`);
}

/** Deliveries that are looked at: those that GitHub shows on one page. */
function judgeWebhook({ hookUrl, deliveries }: AppStanding): Check {
  if (hookUrl === null) return wrong("webhook", { what: "the App has no webhook address", why: "nobody tells it that a run failed", remedy: "Enter the address of this server, ending in /api/github/webhooks, on the App's settings page." });
  const [last] = deliveries;
  if (last === undefined) return skipped("webhook", `${hookUrl}: nothing was delivered yet`);
  const failed = deliveries.filter(({ code }) => code < 200 || code >= 300);
  const [lastFailed] = failed;
  if (lastFailed === undefined) return well("webhook", `${hookUrl}: the last ${deliveries.length} deliveries arrived`);
  const what = `${hookUrl}: ${failed.length} of the last ${deliveries.length} deliveries did not arrive, the last of them ${lastFailed.event} at ${lastFailed.at} (${lastFailed.status})`;
  const trouble = { what, why: "what a lost delivery says is found late, by looking", remedy: remedyFor(lastFailed) };
  return lastFailed === last ? wrong("webhook", trouble) : doubtful("webhook", trouble);
}

/** What a code says of where it went wrong; 0: nobody answered. */
function remedyFor({ code }: HookDelivery): string {
  if (code === 0) return "See that this server runs, and that GitHub reaches its address: a proxy or a firewall may stand between. Then press Redeliver on the App's settings page, under Advanced.";
  if (code === 401 || code === 403) return "The secrets differ: WEBHOOK_SECRET must be the one on the App's settings page.";
  if (code === 404) return "The address must end in /api/github/webhooks.";
  return "Look into this server's log at that time, then press Redeliver on the App's settings page, under Advanced.";
}

function lacking(granted: Granted, needed: Granted): readonly string[] {
  const order = ["read", "write", "admin"];
  return Object.entries(needed).filter(([name, level]) => order.indexOf(granted[name] ?? "") < order.indexOf(level)).map(([name, level]) => `${name}: ${level}`);
}
