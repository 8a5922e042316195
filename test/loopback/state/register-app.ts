/** Registers Apps: each with a key of its own. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import type { App } from "./app.ts";
import type { State } from "./state.ts";
import type { User } from "./user.ts";

/** The App in whose name GitHub Actions acts, with the ids it has on github.com. */
export function registerActionsApp(state: State): App {
  const bot: User = { id: 41_898_282, login: "github-actions[bot]", type: "Bot", name: "github-actions", createdAt: new Date("2018-07-30T00:00:00Z") };
  state.users.set(bot.login, bot);
  return registerApp(state, { id: 15_368, slug: "github-actions", bot, permissions: { actions: "write", checks: "write", contents: "write" }, events: [], webhookSecret: "" });
}

type Registration = Pick<App, "id" | "slug" | "bot" | "permissions" | "events" | "webhookSecret"> & { readonly webhookUrl?: string };

export function registerApp(state: State, app: Registration): App {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const registered: App = {
    ...app, name: app.slug, owner: state.account("loopback", "Organization"), publicKey, privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    webhookUrl: app.webhookUrl ?? null, clientSecret: randomBytes(20).toString("hex"), callbackUrl: null, createdAt: new Date(),
  };
  state.apps.set(registered.id, registered);
  return registered;
}
