/**
 * A stand for whole stories: the loopback GitHub, and the App as it serves (door, store on a file, worker, relay) in this process, so that a
 * story takes some tenths of a second. The runner is not there: stories play the jobs themselves, honest or not. The demo plays with the real one.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { systemRandomness } from "../../src/adapters/clock/system-randomness.ts";
import type { ChannelSettings } from "../../src/adapters/announcements/read-channels.ts";
import { readSources } from "../../src/adapters/log-sources/read-sources.ts";
import { noOperations, readOperations } from "../../src/adapters/operations/read-operations.ts";
import { openLog } from "../../src/adapters/telemetry/open-log.ts";
import { startServing, type Serving } from "../../src/app/start-serving.ts";
import type { ServeConfig } from "../../src/settings/config.ts";
import { serveParts } from "../../src/compose-serve.ts";
import { verifyLedger } from "../../src/core/ledger/verify-ledger.ts";
import type { LedgerEntry } from "../../src/core/ledger/entry.ts";
import { clientIdOf } from "../loopback/auth/read-identity.ts";
import { startLoopback, type Loopback } from "../loopback/start-loopback.ts";
import type { App, Installation, Permissions } from "../loopback/state/app.ts";
import type { TravellingClock } from "./travelling-clock.ts";

export interface Stand {
  readonly loopback: Loopback;
  readonly app: App;
  readonly installation: Installation;
  readonly clock: TravellingClock;
  readonly serving: () => Serving;
  readonly databaseFile: string;
  /** Every line that the App logged. */
  readonly log: readonly string[];
  /** Every entry of the ledger; throws when the chain does not hold. */
  ledger(): Promise<readonly LedgerEntry[]>;
  /** Runs `work` while time flies: a minute passes in a quarter of a second. */
  hurrying<T>(work: () => Promise<T>): Promise<T>;
  /** Starts the App, which was stopped, on the same store. */
  start(): Promise<void>;
  /** Ends the App and starts it again on the same store. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

const webhookSecret = "b7d1f3a95c2e4806b7d1f3a95c2e4806";

export interface StandOptions {
  /** As REGREEN_DRY_RUN=true sets it. */
  readonly dryRun?: boolean;
  /** As REGREEN_OPERATIONS names it. */
  readonly operationsPath?: string;
  /** As REGREEN_ANNOUNCE_… set them. */
  readonly channels?: ChannelSettings;
  /** As REGREEN_KILL_SWITCH=true sets it. */
  readonly killSwitch?: boolean;
  /** As REGREEN_OPA_URL names it. */
  readonly opaUrl?: string;
  /** As REGREEN_ADVISORIES names it. */
  readonly advisories?: string;
  /** As REGREEN_CRAWL_MINUTES sets it; nobody looks unless told, so that a story shows what its deliveries do. */
  readonly crawlMinutes?: number;
  /** As REGREEN_SOURCES names it. */
  readonly sourcesPath?: string;
  /** As REGREEN_REQUESTS names it. */
  readonly requests?: string;
  /** As REGREEN_PAGES sets it. */
  readonly pages?: ServeConfig["http"]["pages"];
  /** People can sign in with GitHub, at this port. */
  readonly signInAt?: number;
  /** Seconds after which it is told what a step is at; never unless told, since here the machine may be slow. */
  readonly stageSeconds?: number;
}

/** Both live by `clock`. */
export async function serveOnLoopback(clock: TravellingClock, { dryRun = false, killSwitch = false, operationsPath, opaUrl, advisories, crawlMinutes = 0, requests, channels, sourcesPath, pages, signInAt, stageSeconds }: StandOptions = {}): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), "regreen-stand-"));
  const loopback = await startLoopback({ now: () => new Date(clock.milliseconds()) });
  const app = loopback.createApp({ slug: "regreen", ...readManifest(), webhookSecret });
  const installation = loopback.install(app, { account: "octo" });
  const log: string[] = [];
  const databaseFile = join(folder, "regreen.db");
  const config: ServeConfig = {
    ...configOf(app, loopback, databaseFile), ...signInOf(app, { pages, port: signInAt }), dryRun, killSwitch, ...(channels === undefined ? {} : { channels }), opa: opaUrl === undefined ? null : { url: opaUrl, path: "regreen/merge" }, advisories: advisories ?? null, crawlMinutes, requests: requests ?? null, sources: sourcesPath === undefined ? null : readSources(sourcesPath, {}),
    operator: operationsPath === undefined ? noOperations : readOperations(operationsPath, { PATH: process.env["PATH"] }),
  };
  const start = (): Promise<Serving> => startServing({
    config, role: "all", clock, randomness: systemRandomness, ...serveParts, stageSeconds: stageSeconds ?? null,
    log: openLog({ level: "debug", secrets: [app.privateKey, webhookSecret], write: (line) => { log.push(line); } }),
  });
  let serving = await start();
  const listen = (): void => { app.webhookUrl = `${serving.url}/api/github/webhooks`; };
  listen();
  return {
    loopback, app, installation, clock, databaseFile, log, serving: () => serving,
    ledger: () => readLedger(serving),
    async hurrying(work) {
      const timer = setInterval(() => clock.forward(2), 8);
      try {
        return await work();
      } finally {
        clearInterval(timer);
      }
    },
    async start() {
      serving = await start();
      listen();
    },
    async restart() {
      await serving.stop();
      serving = await start();
      listen();
    },
    async close() {
      app.webhookUrl = null;
      await serving.stop();
      await loopback.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function signInOf(app: App, { pages = "loopback", port }: { readonly pages: StandOptions["pages"]; readonly port: number | undefined }): Pick<ServeConfig, "http" | "signIn"> {
  const http = { host: "127.0.0.1", port: port ?? 0, pages } as const;
  if (port === undefined) return { http };
  const publicUrl = `http://127.0.0.1:${port}`;
  app.callbackUrl = `${publicUrl}/sign-in/callback`;
  return { http, signIn: { clientId: clientIdOf(app), clientSecret: app.clientSecret, publicUrl } };
}

function configOf(app: App, { url }: Loopback, path: string): ServeConfig {
  return {
    kind: "serve", credentials: { appId: app.id, privateKey: app.privateKey, webhookSecrets: [webhookSecret] }, github: { apiUrl: `${url}/api/v3`, webUrl: url, downloadOrigins: [] },
    store: { path }, http: { host: "127.0.0.1", port: 0, pages: "loopback" }, logLevel: "debug", checkpointKey: null, dryRun: false, registries: {}, operator: noOperations,
  };
}

function readManifest(): { readonly permissions: Permissions; readonly events: readonly string[] } {
  const manifest = parse(readFileSync(join(import.meta.dirname, "../../app.yml"), "utf8")) as { readonly default_permissions: Permissions; readonly default_events: readonly string[] };
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}

async function readLedger({ store }: Serving): Promise<readonly LedgerEntry[]> {
  const verdict = await verifyLedger(store.ledger.read(1), null);
  if (!verdict.holds) throw new Error(`the ledger does not hold: ${verdict.message}`);
  const entries: LedgerEntry[] = [];
  for await (const entry of store.ledger.read(1)) entries.push(entry);
  return entries;
}
