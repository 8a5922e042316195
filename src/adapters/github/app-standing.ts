/** How the App stands on GitHub, asked as the App itself: who it is, where it is installed, whether its webhook arrives. */
import { z } from "zod";
import type { AppStanding } from "../../core/doctor/judge-app.ts";
import { parsed } from "./answer.ts";
import type { Client } from "./client.ts";
import { eventPermissions, operations } from "./operations.ts";

const Permissions = z.record(z.string(), z.string());

/** https://docs.github.com/rest/apps/apps#get-the-authenticated-app */
const AppAnswer = z.object({ slug: z.string(), permissions: Permissions, events: z.array(z.string()) });
/** https://docs.github.com/rest/apps/apps#list-installations-for-the-authenticated-app */
const InstallationsAnswer = z.array(z.object({ account: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullable(), permissions: Permissions, suspended_at: z.string().nullish() }));
/** https://docs.github.com/rest/apps/webhooks#get-a-webhook-configuration-for-an-app */
const HookAnswer = z.object({ url: z.string().optional() });
/** https://docs.github.com/rest/apps/webhooks#list-deliveries-for-an-app-webhook */
const DeliveriesAnswer = z.array(z.object({ delivered_at: z.string(), event: z.string(), status: z.string(), status_code: z.int() }));

const PER_PAGE = 100;
const lists: ReadonlySet<string> = new Set(["GET /app/installations", "GET /app/hook/deliveries"]);

/** The first hundred installations and deliveries. Faults as GitHub answers. */
export async function readAppStanding(client: Client): Promise<AppStanding> {
  const ask = async <T>(operation: Parameters<Client["asApp"]>[0], schema: z.ZodType<T>): Promise<T> => parsed(schema, await client.asApp(operation, lists.has(operation) ? { per_page: PER_PAGE } : {}), operation);
  const app = await ask("GET /app", AppAnswer);
  const [installations, hook, deliveries] = await Promise.all([ask("GET /app/installations", InstallationsAnswer), ask("GET /app/hook/config", HookAnswer), ask("GET /app/hook/deliveries", DeliveriesAnswer)]);
  return {
    slug: app.slug, permissions: app.permissions, events: app.events, hookUrl: hook.url === undefined || hook.url === "" ? null : hook.url,
    installations: installations.map(({ account, permissions, suspended_at }) => ({ account: account?.login ?? account?.slug ?? "an account that is gone", permissions, suspended: suspended_at != null })),
    deliveries: deliveries.map(({ delivered_at, event, status, status_code }) => ({ at: delivered_at, event, code: status_code, status })),
  };
}

/** The least that grants every operation and event. */
export function neededPermissions(): Readonly<Record<string, string>> {
  const needed: Record<string, string> = {};
  for (const [name, level] of [...Object.values(operations), ...Object.values(eventPermissions)].flatMap((each) => Object.entries(each))) if (needed[name] !== "write") needed[name] = level;
  return needed;
}
