import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { isLoopback } from "../src/settings/addresses.ts";
import { readConfig } from "../src/settings/read-config.ts";
import { readEnvironment, type Environment } from "../src/settings/read-environment.ts";
import type { ServeConfig } from "../src/settings/config.ts";
import { keepCredentials } from "../src/app/setup.ts";

const folder = mkdtempSync(join(tmpdir(), "regreen-config-"));
afterAll(() => { rmSync(folder, { recursive: true }); });

const pem = (type: "rsa" | "ec"): string => (type === "rsa" ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : generateKeyPairSync("ec", { namedCurve: "P-256" })).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const key = pem("rsa");
const secret = "3f9c5a1e7b2d4680c1e9";
const good: Environment = { APP_ID: "42", PRIVATE_KEY: key, WEBHOOK_SECRET: secret, REGREEN_STATE: "/var/lib/regreen" };
const serving = (environment: Environment): ServeConfig => {
  const config = readConfig(environment);
  if (config.kind !== "serve") throw new Error("this does not serve");
  return config;
};

test("people sign in with GitHub where it is said where they reach this server, and only members' pages insist on it", () => {
  const client = { GITHUB_CLIENT_ID: "Iv23liabc", GITHUB_CLIENT_SECRET: "0123456789abcdef" };
  expect(serving({ ...good, ...client })).toMatchObject({ signIn: null });
  expect(serving({ ...good, ...client, REGREEN_URL: "https://regreen.example.com/", REGREEN_PAGES: "members" })).toMatchObject({ signIn: { clientId: "Iv23liabc", clientSecret: "0123456789abcdef", publicUrl: "https://regreen.example.com" }, http: { pages: "members" } });
  expect(() => serving({ ...good, REGREEN_PAGES: "members" })).toThrow(/REGREEN_PAGES is members, and people cannot sign in/);
  for (const url of ["http://regreen.example.com", "https://regreen.example.com/pages", "regreen"]) expect(() => serving({ ...good, ...client, REGREEN_URL: url })).toThrow(/REGREEN_URL/);
});

test("three variables are enough to serve github.com, from this machine, with the embedded database", () => {
  expect(serving(good)).toEqual({
    kind: "serve", credentials: { appId: 42, privateKey: key, webhookSecrets: [secret] }, github: { apiUrl: "https://api.github.com", webUrl: "https://github.com", downloadOrigins: [] },
    store: { path: "/var/lib/regreen/regreen.db" }, http: { host: "127.0.0.1", port: 3000, pages: "loopback" }, logLevel: "info", checkpointKey: null, dryRun: false, registries: {},
    operator: { operations: [], variables: {} }, killSwitch: false, advisories: null, opa: null, telemetry: { folder: null, otlp: null },
    crawlMinutes: 5, learning: null, signIn: null, requests: null, sources: null, channels: { channels: [], allowPrivate: false },
  });
});

test("without credentials the App is to be registered", () => {
  expect(readConfig({ PORT: "4000" })).toMatchObject({ kind: "setup", http: { port: 4000 } });
});

test("in production nothing is registered: the credentials must be there", () => {
  expect(() => readConfig({ NODE_ENV: "production" })).toThrow("APP_ID is missing");
});

test.each([
  { what: "a missing number", change: { APP_ID: undefined }, says: "APP_ID is missing" },
  { what: "an empty number", change: { APP_ID: " " }, says: "APP_ID is missing" },
  { what: "a number that is none", change: { APP_ID: "regreen" }, says: "APP_ID is a number" },
  { what: "a missing key", change: { PRIVATE_KEY: undefined }, says: "PRIVATE_KEY is missing" },
  { what: "a key that is none", change: { PRIVATE_KEY: "hello" }, says: "PRIVATE_KEY is not a private key" },
  { what: "a key of another kind", change: { PRIVATE_KEY: pem("ec") }, says: "PRIVATE_KEY is not an RSA key" },
  { what: "a key file that is not there", change: { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: "/nowhere/key.pem" }, says: "PRIVATE_KEY_PATH names a file that cannot be read" },
  { what: "no webhook secret", change: { WEBHOOK_SECRET: undefined }, says: "WEBHOOK_SECRET is missing" },
  { what: "an empty webhook secret", change: { WEBHOOK_SECRET: "" }, says: "WEBHOOK_SECRET is missing" },
  // C07.
  { what: "Probot's default secret", change: { WEBHOOK_SECRET: "development" }, says: "WEBHOOK_SECRET is too weak" },
  { what: "a short secret", change: { WEBHOOK_SECRET: "k3f9x8a2" }, says: "WEBHOOK_SECRET is too weak" },
  { what: "a long secret of few letters", change: { WEBHOOK_SECRET: "abababababababababab" }, says: "WEBHOOK_SECRET is too weak" },
  { what: "a weak earlier secret", change: { WEBHOOK_SECRET_PREVIOUS: "password" }, says: "WEBHOOK_SECRET_PREVIOUS is too weak" },
  // C14.
  { what: "certificates not checked", change: { NODE_TLS_REJECT_UNAUTHORIZED: "0" }, says: "NODE_TLS_REJECT_UNAUTHORIZED" },
  { what: "plain http to a host elsewhere", change: { GHE_HOST: "github.example.com", GHE_PROTOCOL: "http" }, says: "GHE_PROTOCOL is http" },
  { what: "a host with a path", change: { GHE_HOST: "github.example.com/x" }, says: "GHE_HOST is a host name" },
  { what: "another database", change: { DATABASE_URL: "mysql://x" }, says: "DATABASE_URL is a PostgreSQL URL" },
  { what: "a checkpoint key of another kind", change: { REGREEN_CHECKPOINT_KEY: pem("ec") }, says: "REGREEN_CHECKPOINT_KEY is not an Ed25519" },
  { what: "a checkpoint key file that is not there", change: { REGREEN_CHECKPOINT_KEY_PATH: "/nowhere/key.pem" }, says: "REGREEN_CHECKPOINT_KEY_PATH names a file that cannot be read" },
  { what: "a port that is none", change: { PORT: "70000" }, says: "PORT is at most 65535" },
  { what: "an unknown log level", change: { LOG_LEVEL: "loud" }, says: "LOG_LEVEL is one of" },
  { what: "a download address with a path", change: { REGREEN_DOWNLOAD_ORIGINS: "https://store.example/x" }, says: "REGREEN_DOWNLOAD_ORIGINS" },
])("$what is refused by name", ({ change, says }) => {
  expect(() => readConfig({ ...good, ...change })).toThrow(says);
});

test("a refused secret is not repeated in the message", () => {
  expect(() => readConfig({ ...good, WEBHOOK_SECRET: "hunter2hunter2hunter2" })).not.toThrow("hunter2");
});

test.each([
  { host: "github.example.com", protocol: "https", apiUrl: "https://github.example.com/api/v3" },
  { host: "127.0.0.1:4000", protocol: "http", apiUrl: "http://127.0.0.1:4000/api/v3" },
  { host: "[::1]:4000", protocol: "http", apiUrl: "http://[::1]:4000/api/v3" },
])("a GitHub Enterprise Server at $host is asked under $apiUrl", ({ host, protocol, apiUrl }) => {
  expect(serving({ ...good, GHE_HOST: host, GHE_PROTOCOL: protocol }).github.apiUrl).toBe(apiUrl);
});

test("PostgreSQL takes the place of the file", () => {
  expect(serving({ ...good, DATABASE_URL: "postgres://regreen@localhost/regreen" }).store).toEqual({ url: "postgres://regreen@localhost/regreen" });
});

test("a key may stand in a file, with its line ends escaped, or in base64", () => {
  writeFileSync(join(folder, "key.pem"), key);
  expect(serving({ ...good, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: join(folder, "key.pem") }).credentials.privateKey).toBe(key);
  expect(serving({ ...good, PRIVATE_KEY: key.replaceAll("\n", "\\n") }).credentials.privateKey).toBe(key);
  expect(serving({ ...good, PRIVATE_KEY: Buffer.from(key).toString("base64") }).credentials.privateKey).toBe(key);
});

test("what registration keeps in .env is what serving reads, and the environment comes first", () => {
  keepCredentials(folder, { APP_ID: "42", PRIVATE_KEY: `"${key}"`, WEBHOOK_SECRET: secret });
  const environment = readEnvironment(folder, { APP_ID: "43" });
  expect(serving(environment).credentials).toEqual({ appId: 43, privateKey: key, webhookSecrets: [secret] });
});

test.each([["127.0.0.1", true], ["localhost", true], ["[::1]", true], ["127.0.0.1.evil.example", false], ["0.0.0.0", false], ["10.0.0.1", false]])("%s is this machine: %s", (host, here) => {
  expect(isLoopback(host)).toBe(here);
});

describe("services that the operator names", () => {
  test("telemetry goes to a folder and to a collector, with headers as OpenTelemetry writes them", () => {
    expect(serving({ ...good, REGREEN_TELEMETRY: "/var/log/regreen", REGREEN_OTLP_URL: "https://collector.example:4318", REGREEN_OTLP_HEADERS: "authorization=Bearer%20token, x-scope=regreen" }).telemetry)
      .toEqual({ folder: "/var/log/regreen", otlp: { url: "https://collector.example:4318", headers: { authorization: "Bearer token", "x-scope": "regreen" } } });
  });

  test("are taken as they are named", () => {
    expect(serving({ ...good, REGREEN_ADVISORIES: "/srv/osv", REGREEN_OPA_URL: "https://opa.example", REGREEN_OPA_PATH: "house/merge", REGREEN_KILL_SWITCH: "true" }))
      .toMatchObject({ advisories: "/srv/osv", opa: { url: "https://opa.example", path: "house/merge" }, killSwitch: true });
  });
  test.each<readonly [string, Record<string, string>, string]>([
    ["a collector by plain http on another machine", { REGREEN_OTLP_URL: "http://collector.example:4318" }, "REGREEN_OTLP_URL is not an https address"],
    ["headers without a collector", { REGREEN_OTLP_HEADERS: "a=b" }, "REGREEN_OTLP_HEADERS is set, and REGREEN_OTLP_URL is not"],
    ["headers that are none", { REGREEN_OTLP_URL: "https://collector.example", REGREEN_OTLP_HEADERS: "authorization" }, "REGREEN_OTLP_HEADERS is not a list"],
    ["a header with a second line in it", { REGREEN_OTLP_URL: "https://collector.example", REGREEN_OTLP_HEADERS: "a=b%0d%0aevil=1" }, "REGREEN_OTLP_HEADERS is not a list"],
    ["plain http to another machine", { REGREEN_OPA_URL: "http://opa.example" }, "REGREEN_OPA_URL is not an https address"],
    ["a name in the address", { REGREEN_ADVISORIES: "https://user:word@osv.example" }, "REGREEN_ADVISORIES has a name in it"],
    ["another protocol", { REGREEN_ADVISORIES: "file:///srv/osv" }, "REGREEN_ADVISORIES is not an https address"],
    ["a path that is none", { REGREEN_OPA_PATH: "../admin" }, "REGREEN_OPA_PATH is the path of a rule"],
  ])("are refused: %s", (_what, change, says) => {
    expect(() => serving({ ...good, ...change })).toThrow(says);
  });
});
