/**
 * The settings of a serving process, from its environment (and `.env` beside it, which registration writes). Whatever is missing, weak or
 * contradictory is refused at start, by name and with what would be right; nothing is guessed.
 */
import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { z } from "zod";
import { Fault } from "./core/fault/fault.ts";
import { readChannels, type ChannelSettings } from "./adapters/announcements/read-channels.ts";
import { readSources, type SourceSettings } from "./adapters/log-sources/read-sources.ts";
import { noOperations, readOperations, type OperatorSettings } from "./adapters/operations/read-operations.ts";
import { readLearning, type LearningSettings } from "./adapters/rehearsals/read-learning.ts";
import type { Registries } from "./core/registry/registry.ts";
import { registriesOf } from "./core/registry/registries-of.ts";
import type { LogLevel } from "./adapters/telemetry/open-log.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface HttpSettings {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Who may see the pages about repairs: this machine, people who sign in (each what they may read on GitHub), everybody who reaches the port, or nobody. */
  readonly pages: "loopback" | "members" | "everyone" | "nobody";
}

export interface AppCredentials {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The present secret, and the one before it while it is being changed. */
  readonly webhookSecrets: readonly string[];
}

export interface ServeConfig {
  readonly kind: "serve";
  readonly credentials: AppCredentials;
  readonly github: { readonly apiUrl: string; readonly webUrl: string; readonly downloadOrigins: readonly string[] };
  /** PostgreSQL by its URL, or a SQLite file. */
  readonly store: { readonly url: string } | { readonly path: string };
  readonly http: HttpSettings;
  readonly logLevel: LogLevel;
  /** The operator's own key for checkpoints (PEM, Ed25519); null: one is made at the first start. */
  readonly checkpointKey: string | null;
  /** The relay is not started: nothing is written to GitHub. */
  readonly dryRun: boolean;
  /** Package registries that skills may reach which need one; empty: none. */
  readonly registries: Registries;
  /** The operator's own operations, with the variables that they name. */
  readonly operator: OperatorSettings;
  /** The operator's chats; not given: none. */
  readonly channels?: ChannelSettings;
  /** Nothing is worked on and nothing is written, in no repository, until it is taken away; deliveries are kept. */
  readonly killSwitch?: boolean;
  /** Where advisories come from: a path, or an address. Null: vulnerabilities are not known. */
  readonly advisories?: string | null;
  /** A further decision point; null: none. */
  readonly opa?: OpaSettings | null;
  /** Minutes between two looks for failures that no delivery told; 0: nobody looks. 5 unless told. */
  readonly crawlMinutes?: number;
  /** Lets replays of candidate skills begin by themselves; null: none does. */
  readonly learning?: LearningSettings | null;
  /** Log sources beside CI, with the variables that they name; null: none. */
  readonly sources?: SourceSettings | null;
  /** A folder that is watched for requests; null: none. */
  readonly requests?: string | null;
  /** Lets people sign in with GitHub; null: only the operator can, by a link. */
  readonly signIn?: SignInSettings | null;
  /** Not given: only what Prometheus reads. */
  readonly telemetry?: TelemetrySettings;
}

/** `publicUrl`: where people reach this server, without a slash at its end. */
export interface SignInSettings { readonly clientId: string; readonly clientSecret: string; readonly publicUrl: string }

/** As src/adapters/telemetry opens it. */
export interface TelemetrySettings {
  /** Where JSON Lines are written; null: nowhere. */
  readonly folder: string | null;
  /** The collector; null: none. */
  readonly otlp: { readonly url: string; readonly headers: Readonly<Record<string, string>> } | null;
}

export interface OpaSettings { readonly url: string; readonly path: string }

/** Without credentials: the page that registers the App. */
export interface SetupConfig { readonly kind: "setup"; readonly http: HttpSettings; readonly logLevel: LogLevel }

export type Config = ServeConfig | SetupConfig;

const levels = ["debug", "info", "warn", "error", "silent"] as const satisfies readonly LogLevel[];

const Flag = z.enum(["true", "false"]).default("false").transform((text) => text === "true");
/** Variables that this process reads; an empty one counts as not set. */
const Variables = z.object({
  APP_ID: z.coerce.number("is a number").int("is a whole number").positive("is a positive number").optional(),
  PRIVATE_KEY: z.string().optional(),
  PRIVATE_KEY_PATH: z.string().optional(),
  WEBHOOK_SECRET: z.string().optional(),
  WEBHOOK_SECRET_PREVIOUS: z.string().optional(),
  GHE_HOST: z.string().regex(/^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/, "is a host name, with a port if need be: github.example.com").optional(),
  GHE_PROTOCOL: z.enum(["https", "http"], "is https, or http for a GitHub on this machine").default("https"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "is a PostgreSQL URL: postgres://user@host/database" }).optional(),
  PORT: z.coerce.number("is a number").int("is a whole number").min(0).max(65_535, "is at most 65535").default(3000),
  HOST: z.string().default("127.0.0.1"),
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.enum(levels, `is one of ${levels.join(", ")}`).default("info"),
  REGREEN_STATE: z.string().optional(),
  REGREEN_PAGES: z.enum(["loopback", "members", "everyone", "nobody"], "is loopback, members, everyone or nobody").default("loopback"),
  REGREEN_URL: z.string().optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  REGREEN_DRY_RUN: Flag,
  REGREEN_CHECKPOINT_KEY: z.string().optional(),
  REGREEN_CHECKPOINT_KEY_PATH: z.string().optional(),
  REGREEN_DOWNLOAD_ORIGINS: z.string().default("").transform((text) => text.split(/[\s,]+/).filter((origin) => origin !== "")),
  REGREEN_REGISTRIES: z.string().default(""),
  REGREEN_OPERATIONS: z.string().optional(),
  REGREEN_LEARNING: z.string().optional(),
  REGREEN_REQUESTS: z.string().optional(),
  REGREEN_SOURCES: z.string().optional(),
  REGREEN_KILL_SWITCH: Flag,
  REGREEN_TELEMETRY: z.string().optional(),
  REGREEN_OTLP_URL: z.string().optional(),
  REGREEN_OTLP_HEADERS: z.string().optional(),
  REGREEN_ADVISORIES: z.string().optional(),
  REGREEN_OPA_URL: z.string().optional(),
  REGREEN_OPA_PATH: z.string().regex(/^[A-Za-z_][\w-]*(?:\/[A-Za-z_][\w-]*)*$/, "is the path of a rule, such as regreen/merge").default("regreen/merge"),
  REGREEN_CRAWL_MINUTES: z.coerce.number("is a number of minutes, or 0").int("is a whole number of minutes").min(0, "is 0 or more").max(1_440, "is at most a day, 1440").default(5),
  XDG_STATE_HOME: z.string().optional(),
  NODE_TLS_REJECT_UNAUTHORIZED: z.string().optional(),
});
type Variables = z.infer<typeof Variables>;

/** The environment over what `.env` in the folder says. */
export function readEnvironment(directory: string, environment: Environment): Environment {
  try {
    return { ...parseEnv(readFileSync(join(directory, ".env"), "utf8")), ...environment };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return environment;
    throw wrong(".env", "cannot be read", error);
  }
}

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

/** Registration writes the client's id and secret by itself; people can sign in once it is said where they reach this server. */
function signInOf({ REGREEN_URL: url, GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret, REGREEN_PAGES: pages }: Variables): SignInSettings | null {
  if (url === undefined || clientId === undefined || clientSecret === undefined) {
    if (pages === "members") throw wrong("REGREEN_PAGES", "is members, and people cannot sign in: REGREEN_URL, GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET must be set");
    return null;
  }
  const { origin } = new URL(addressIn("REGREEN_URL", url));
  if (url.replace(/\/$/, "") !== origin) throw wrong("REGREEN_URL", "is not an origin such as https://regreen.example.com: pages stand at its root");
  return { clientId, clientSecret, publicUrl: origin };
}

/** The operator's log sources. Read by the command line too. Fault `setting-invalid`. */
export function sourcesOf({ REGREEN_SOURCES: path }: { readonly REGREEN_SOURCES?: string | undefined }, environment: Environment): SourceSettings | null {
  return path === undefined || path.trim() === "" ? null : readSources(resolve(path), environment);
}

/** A path, or an address. Read by the command line too. Fault `setting-invalid`. */
export function advisoriesOf({ REGREEN_ADVISORIES: from }: { readonly REGREEN_ADVISORIES?: string | undefined }): string | null {
  if (from === undefined || from.trim() === "") return null;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(from) ? addressIn("REGREEN_ADVISORIES", from) : resolve(from);
}

/** Read by the command line too. Fault `setting-invalid`. */
export function opaOf({ REGREEN_OPA_URL: url, REGREEN_OPA_PATH: path = "regreen/merge" }: { readonly REGREEN_OPA_URL?: string | undefined; readonly REGREEN_OPA_PATH?: string | undefined }): OpaSettings | null {
  return url === undefined || url.trim() === "" ? null : { url: addressIn("REGREEN_OPA_URL", url), path };
}

function telemetryOf({ REGREEN_TELEMETRY: folder, REGREEN_OTLP_URL: url, REGREEN_OTLP_HEADERS: headers }: Variables): TelemetrySettings {
  if (url === undefined && headers !== undefined) throw wrong("REGREEN_OTLP_HEADERS", "is set, and REGREEN_OTLP_URL is not: there is nobody to send them to");
  return { folder: folder === undefined ? null : resolve(folder), otlp: url === undefined ? null : { url: addressIn("REGREEN_OTLP_URL", url), headers: headersIn(headers ?? "") } };
}

/** `name=value,name=value`, values percent-encoded, as OpenTelemetry writes headers. */
function headersIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(text.split(",").map((pair) => pair.trim()).filter((pair) => pair !== "").map((pair) => {
    const [, name, value] = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+)=(.*)$/.exec(pair) ?? [];
    const decoded = decoding(value ?? "%");
    if (name === undefined || decoded === null) throw wrong("REGREEN_OTLP_HEADERS", "is not a list such as authorization=Bearer%20token,x-scope=regreen");
    return [name, decoded];
  }));
}

/** Null: it is not percent-encoded text, or would end the header's line. */
function decoding(text: string): string | null {
  try {
    const decoded = decodeURIComponent(text);
    return /[\0\r\n]/.test(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

/** https; http only on this very machine. */
function addressIn(name: string, text: string): string {
  const { protocol, hostname, username } = URL.canParse(text) ? new URL(text) : { protocol: "", hostname: "", username: "" };
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname))) throw wrong(name, "is not an https address (http is for this machine alone)");
  if (username !== "") throw wrong(name, "has a name in it: an address says where, not who");
  return text;
}

function credentialsOf(variables: Variables): AppCredentials {
  const { APP_ID: appId, WEBHOOK_SECRET: secret, WEBHOOK_SECRET_PREVIOUS: previous } = variables;
  if (appId === undefined) throw wrong("APP_ID", "is missing: the number on the App's settings page");
  if (secret === undefined) throw wrong("WEBHOOK_SECRET", "is missing: without it anybody could send us events");
  const webhookSecrets = [strong("WEBHOOK_SECRET", secret), ...(previous === undefined ? [] : [strong("WEBHOOK_SECRET_PREVIOUS", previous)])];
  return { appId, privateKey: privateKeyOf(variables), webhookSecrets };
}

/** GitHub's advice is a random string of high entropy (attack C07): Probot's default, short ones and runs of a few letters are refused. */
function strong(name: string, secret: string): string {
  if (secret.length < 16 || new Set(secret).size < 8 || /^(development|secret|password|webhook|changeme)+$/i.test(secret)) {
    throw wrong(name, "is too weak: take a random one, such as `openssl rand -hex 32` gives, and enter it on the App's settings page too");
  }
  return secret;
}

/** Asked twice: in a run of all tests on Node 22 a good key was refused once and not again when rerun. Why is not known; a guess is that OpenSSL kept an error from elsewhere in the process. */
function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    return createPrivateKey(pem);
  }
}

function privateKeyOf({ PRIVATE_KEY: inline, PRIVATE_KEY_PATH: path }: Variables): string {
  if (inline === undefined && path === undefined) throw wrong("PRIVATE_KEY", "is missing: give PRIVATE_KEY_PATH, the file that GitHub let you download, or PRIVATE_KEY, its content");
  const [name, text] = inline === undefined ? ["PRIVATE_KEY_PATH", contentOf("PRIVATE_KEY_PATH", resolve(path ?? ""))] as const : ["PRIVATE_KEY", inline] as const;
  const pem = text.includes("-----BEGIN") ? text.replaceAll("\\n", "\n") : Buffer.from(text, "base64").toString("utf8");
  try {
    const key = readKey(pem);
    // GitHub gives PKCS #1; what signs wants PKCS #8. Converted once, here.
    if (key.asymmetricKeyType === "rsa") return key.export({ type: "pkcs8", format: "pem" }).toString();
  } catch {
    throw wrong(name, "is not a private key in PEM format (the text that begins with -----BEGIN)");
  }
  throw wrong(name, "is not an RSA key, and GitHub Apps have RSA keys");
}

/** The key that signs checkpoints of the ledger, given as PEM or as a file; null when neither is set. Read by the command line too. */
export function checkpointKeyOf({ REGREEN_CHECKPOINT_KEY: inline, REGREEN_CHECKPOINT_KEY_PATH: path }: { readonly REGREEN_CHECKPOINT_KEY?: string | undefined; readonly REGREEN_CHECKPOINT_KEY_PATH?: string | undefined }): string | null {
  if (inline !== undefined && inline.trim() !== "") return ed25519Of("REGREEN_CHECKPOINT_KEY", inline.replaceAll("\\n", "\n"));
  return path === undefined || path.trim() === "" ? null : ed25519Of("REGREEN_CHECKPOINT_KEY_PATH", contentOf("REGREEN_CHECKPOINT_KEY_PATH", resolve(path)));
}

function ed25519Of(name: string, pem: string): string {
  try {
    if (createPrivateKey(pem).asymmetricKeyType === "ed25519") return pem;
  } catch {
    // Falls through: what is no key and what is another kind of key get the same answer.
  }
  throw wrong(name, "is not an Ed25519 private key in PEM format: `openssl genpkey -algorithm ed25519` makes one");
}

function contentOf(name: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw wrong(name, "names a file that cannot be read", error);
  }
}

/** Where GitHub is, for the command line. Fault `setting-invalid`. */
export function gitHubAddressOf({ GHE_HOST, GHE_PROTOCOL }: { readonly GHE_HOST?: string | undefined; readonly GHE_PROTOCOL?: string | undefined }): { readonly apiUrl: string; readonly webUrl: string } {
  const parsed = Variables.pick({ GHE_HOST: true, GHE_PROTOCOL: true }).safeParse({ ...(GHE_HOST === undefined || GHE_HOST === "" ? {} : { GHE_HOST }), ...(GHE_PROTOCOL === undefined || GHE_PROTOCOL === "" ? {} : { GHE_PROTOCOL }) });
  if (!parsed.success) throw wrong(parsed.error.issues[0]?.path.join(".") ?? "?", parsed.error.issues[0]?.message ?? "is not valid");
  const { apiUrl, webUrl } = gitHubOf({ ...parsed.data, REGREEN_DOWNLOAD_ORIGINS: [] });
  return { apiUrl, webUrl };
}

/** As Probot builds it: GitHub Enterprise Server serves its API under `/api/v3`. Plain http is for loopback alone (attack C14). */
function gitHubOf({ GHE_HOST: host, GHE_PROTOCOL: protocol, REGREEN_DOWNLOAD_ORIGINS: origins }: Pick<Variables, "GHE_HOST" | "GHE_PROTOCOL" | "REGREEN_DOWNLOAD_ORIGINS">): ServeConfig["github"] {
  for (const origin of origins) if (!URL.canParse(origin) || new URL(origin).origin !== origin) throw wrong("REGREEN_DOWNLOAD_ORIGINS", `has ${origin}, which is not an origin such as https://storage.example.com`);
  if (host === undefined) return { apiUrl: "https://api.github.com", webUrl: "https://github.com", downloadOrigins: origins };
  const webUrl = `${protocol}://${host}`;
  if (protocol === "http" && !isLoopback(new URL(webUrl).hostname)) throw wrong("GHE_PROTOCOL", "is http, which is for a GitHub on this very machine only");
  return { apiUrl: `${webUrl}/api/v3`, webUrl, downloadOrigins: origins };
}

/** Whether a host name of a URL means this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}

function storeOf({ DATABASE_URL: url, REGREEN_STATE: folder, XDG_STATE_HOME: states }: Variables): ServeConfig["store"] {
  if (url !== undefined) return { url };
  return { path: join(folder ?? join(states ?? join(homedir(), ".local", "state"), "regreen"), "regreen.db") };
}

function wrong(name: string, why: string, cause?: unknown): Fault {
  return new Fault("setting-invalid", { detail: `${name} ${why}`, cause });
}
