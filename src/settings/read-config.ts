/**
 * The settings of a serving process, from its environment (and `.env` beside it, which registration writes). Whatever is missing, weak or
 * contradictory is refused at start, by name and with what would be right; nothing is guessed.
 */
import { resolve, join } from "node:path";
import { homedir } from "node:os";
import type { Environment } from "./read-environment.ts";
import type { Config, HttpSettings, ServeConfig } from "./config.ts";
import { Variables } from "./variables.ts";
import { wrong } from "./setting-fault.ts";
import { credentialsOf, checkpointKeyOf } from "./credentials.ts";
import { gitHubOf, advisoriesOf, opaOf } from "./addresses.ts";
import { registriesOf } from "../core/registry/registries-of.ts";
import { noOperations, readOperations } from "../adapters/operations/read-operations.ts";
import { readChannels } from "../adapters/announcements/read-channels.ts";
import { readLearning } from "../adapters/rehearsals/read-learning.ts";
import { telemetryOf } from "./telemetry-settings.ts";
import { signInOf } from "./sign-in.ts";
import { readSources, type SourceSettings } from "../adapters/log-sources/read-sources.ts";

/** Fault `setting-invalid` names the variable. */
export function readConfig(environment: Environment): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const parsed = Variables.safeParse(given);
  if (!parsed.success) throw wrong(parsed.error.issues[0]?.path.join(".") ?? "?", parsed.error.issues[0]?.message ?? "is not valid");
  const variables = parsed.data;
  if (variables.NODE_TLS_REJECT_UNAUTHORIZED === "0") throw wrong("NODE_TLS_REJECT_UNAUTHORIZED", "is 0: without checking certificates anybody could answer as GitHub. Give the authority's certificate by NODE_EXTRA_CA_CERTS instead");
  const http: HttpSettings = { host: variables.HOST, port: variables.PORT, pages: variables.REGREEN_PAGES };
  const named = [variables.APP_ID, variables.PRIVATE_KEY, variables.PRIVATE_KEY_PATH, variables.WEBHOOK_SECRET].some((value) => value !== undefined);
  if (!named && variables.NODE_ENV !== "production") return { kind: "setup", http, logLevel: variables.LOG_LEVEL };
  return {
    kind: "serve", credentials: credentialsOf(variables), github: gitHubOf(variables), store: storeOf(variables), http,
    logLevel: variables.LOG_LEVEL, checkpointKey: checkpointKeyOf(variables), dryRun: variables.REGREEN_DRY_RUN, registries: registriesOf(variables),
    operator: variables.REGREEN_OPERATIONS === undefined ? noOperations : readOperations(resolve(variables.REGREEN_OPERATIONS), environment),
    killSwitch: variables.REGREEN_KILL_SWITCH, channels: readChannels(environment), advisories: advisoriesOf(variables), opa: opaOf(variables), crawlMinutes: variables.REGREEN_CRAWL_MINUTES,
    learning: variables.REGREEN_LEARNING === undefined ? null : readLearning(resolve(variables.REGREEN_LEARNING), environment), telemetry: telemetryOf(variables),
    sources: sourcesOf(variables, environment),
    signIn: signInOf(variables),
    requests: variables.REGREEN_REQUESTS === undefined ? null : resolve(variables.REGREEN_REQUESTS),
  };
}

/** The operator's log sources. Read by the command line too. Fault `setting-invalid`. */
export function sourcesOf({ REGREEN_SOURCES: path }: { readonly REGREEN_SOURCES?: string | undefined }, environment: Environment): SourceSettings | null {
  return path === undefined || path.trim() === "" ? null : readSources(resolve(path), environment);
}

function storeOf({ DATABASE_URL: url, REGREEN_STATE: folder, XDG_STATE_HOME: states }: Variables): ServeConfig["store"] {
  if (url !== undefined) return { url };
  return { path: join(folder ?? join(states ?? join(homedir(), ".local", "state"), "regreen"), "regreen.db") };
}
