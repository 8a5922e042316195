/** What a serving process is told by its environment. */
import type { LogLevel } from "../adapters/telemetry/open-log.ts";
import type { Registries } from "../core/registry/registry.ts";
import type { OperatorSettings } from "../adapters/operations/read-operations.ts";
import type { ChannelSettings } from "../adapters/announcements/read-channels.ts";
import type { LearningSettings } from "../adapters/rehearsals/read-learning.ts";
import type { SourceSettings } from "../adapters/log-sources/read-sources.ts";

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
