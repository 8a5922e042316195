/**
 * Registration: without credentials, Probot's own page is shown, which makes a GitHub App from `app.yml` and writes its credentials to `.env`.
 * Then the program is started again and serves.
 */
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { run, type Logger } from "probot";
import type { SetupConfig } from "../settings/config.ts";
import { Fault } from "../core/fault/fault.ts";

/** Probot would fetch a program at run time to make a public channel for deliveries: an operator who wants one sets WEBHOOK_PROXY_URL. */
const noChannel = { createChannel: () => Promise.resolve(undefined) };

/** Probot's page reads `app.yml` and `package.json` in the working folder. Fault `setting-invalid` elsewhere. */
export async function startSetup(config: SetupConfig, directory: string, log: Logger): Promise<{ stop(): Promise<void> }> {
  if (!existsSync(join(directory, "app.yml"))) {
    throw new Fault("setting-invalid", { detail: "APP_ID, PRIVATE_KEY and WEBHOOK_SECRET are not set; to register an App, start the program in the folder that has Regreen's app.yml" });
  }
  const env = { HOST: config.http.host, PORT: String(config.http.port), LOG_LEVEL: config.logLevel };
  return run(() => undefined, { env, log, updateEnv: (values) => keepCredentials(directory, values), SmeeClient: noChannel });
}

/** The private key is in it: the file is the owner's alone. Existing values that are not given again stay. */
export function keepCredentials(directory: string, values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const path = join(directory, ".env");
  const before = existsSync(path) ? parseEnv(readFileSync(path, "utf8")) : {};
  const given = Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value.replace(/^"([\s\S]*)"$/, "$1")] as const]));
  const all = { ...before, ...Object.fromEntries(given) } as Record<string, string>;
  if (given.length === 0) return all;
  const lines = Object.entries(all).map(([name, value]) => `${name}="${value.replaceAll("\n", "\\n")}"\n`);
  writeFileSync(path, lines.join(""), { mode: 0o600 });
  chmodSync(path, 0o600);
  return all;
}
