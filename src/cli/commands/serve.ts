/** `regreen serve`: the App as a process. Without credentials it shows the page that registers the App. */
import type { Logger } from "pino";
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { systemRandomness } from "../../adapters/clock/system-randomness.ts";
import { openLog } from "../../adapters/telemetry/open-log.ts";
import { startServing } from "../../app/start-serving.ts";
import type { Role, ServingOptions } from "../../app/serving-options.ts";
import { startSetup } from "../../app/setup.ts";
import { readConfig } from "../../settings/read-config.ts";
import { readEnvironment } from "../../settings/read-environment.ts";
import type { Config, ServeConfig } from "../../settings/config.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { Step } from "../../core/repair/repair.ts";
import { workSteps } from "../../worker/work-steps.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen serve [--role=all|door|worker] [--take=diagnose,collect,gate,guard,onboard,observe]

Serves the GitHub App: takes webhooks, repairs, opens pull requests. Without APP_ID, PRIVATE_KEY
and WEBHOOK_SECRET it shows a page that registers the App and writes them to .env.

  --role all      one process does everything (the default)
  --role door     takes webhooks only        } several processes on one PostgreSQL,
  --role worker   works, takes no webhooks   } given by DATABASE_URL
  --take STEPS    the steps of repairs that this process takes (all): reading logs
                  (diagnose), reading patches (collect), judging offers (gate)
                  and pull requests of others (guard), asking new repositories
                  whether they want Regreen (onboard), reading log sources (observe)

Settings are environment variables, or lines of .env in the working folder:
  APP_ID, WEBHOOK_SECRET     from the App's settings page
  WEBHOOK_SECRET_PREVIOUS    the one before, while it is being changed
  PRIVATE_KEY_PATH           the App's key: a file; or PRIVATE_KEY, its content
  HOST, PORT                 where to listen (127.0.0.1, 3000)
  DATABASE_URL               PostgreSQL; without it SQLite in REGREEN_STATE
  REGREEN_STATE              a folder (by default ~/.local/state/regreen)
  GHE_HOST, GHE_PROTOCOL     GitHub Enterprise Server
  REGREEN_DOWNLOAD_ORIGINS   where that server keeps logs and artifacts
  REGREEN_CHECKPOINT_KEY_PATH  signs the ledger's checkpoints; or
                             REGREEN_CHECKPOINT_KEY (one is made without either)
  REGREEN_PAGES              who sees the pages: loopback; members (people sign in with
                             GitHub, and see what they may read there); everyone; nobody
  REGREEN_URL                where people reach this server, to sign in with GitHub:
                             https://regreen.example.com; with GITHUB_CLIENT_ID and
                             GITHUB_CLIENT_SECRET, which registration writes
  REGREEN_DRY_RUN            true: nothing is written to GitHub
  REGREEN_REGISTRIES         package registries that skills may reach:
                             npm=https://packages.example.com; pypi=…
  REGREEN_OPERATIONS         a file of operations that repositories may ask for
                             by name: a command or an HTTP hook each
  REGREEN_LEARNING           a file that lets candidate versions of skills be tried
                             by themselves: {version: 1, repositories: [{repo,
                             checkout}]}; in the sandbox of this machine
  REGREEN_ADVISORIES         known vulnerabilities: a file or folder in OSV's form,
                             or an https address that answers as api.osv.dev does
  REGREEN_OPA_URL            an OPA server that must allow proposals and merges too;
  REGREEN_OPA_PATH           its rule (regreen/merge)
  REGREEN_TELEMETRY          a folder for spans and counters as JSON Lines
  REGREEN_OTLP_URL           a collector that takes both by OTLP over HTTP;
  REGREEN_OTLP_HEADERS       what it is sent along: authorization=Bearer%20…
  REGREEN_REQUESTS           a folder: each JSON file in it is a request (see
                             regreen request --help)
  REGREEN_SOURCES            a file of logs beside CI (files, HTTP endpoints, Railway)
                             that are watched (see regreen sources --help)
  REGREEN_KILL_SWITCH        true: deliveries are kept, nothing is done with them
  REGREEN_CRAWL_MINUTES      minutes between looks for what no delivery told, and
                             at log sources (5)
  LOG_LEVEL                  debug, info, warn, error, silent (info)

Examples:
  regreen serve
  DATABASE_URL=postgres://… regreen serve --role worker
`;

/** What the composition root gives this command: how the steps and the pages are made. */
export type ServeParts = Pick<ServingOptions, "createSteps" | "createRehearsals" | "pages">;

export function serveCommand(parts: ServeParts): Command {
  return {
    name: "serve",
    summary: "serve the GitHub App: webhooks, worker, pages",
    usage,
    async run(argv, io) {
      const { role, takes } = partOf(argv);
      const config = readConfig(readEnvironment(io.directory, io.environment));
      const log = openLog({ level: config.logLevel, secrets: secretsOf(config), write: (line) => { io.stdout.write(line); } });
      const stopped = stopRequest(log);
      const running = config.kind === "setup" ? await startSetup(config, io.directory, log) : await startServing({ ...parts, config, role: fitting(role, config), takes, log, clock: systemClock, randomness: systemRandomness });
      await stopped;
      await running.stop();
      return exitCode.done;
    },
  };
}

interface Part { readonly role: Role; readonly takes: readonly Step[] }

function partOf(argv: readonly string[]): Part {
  const { values } = readArguments(argv, { command: "serve", options: { role: { type: "string", default: "all" }, take: { type: "string", default: workSteps.join() } }, positionals: { least: 0, most: 0 } });
  const { role, take } = values;
  const takes = take.split(",").map((step) => {
    const known = workSteps.find((one) => one === step.trim());
    if (known === undefined) throw new UsageError(`There is no step "${step}"`, `Steps are ${workSteps.join(", ")}.`);
    return known;
  });
  if (role === "all" || role === "door" || role === "worker") return { role, takes };
  throw new UsageError(`There is no role "${role}"`, "A role is all, door or worker.");
}

function fitting(role: Role, config: ServeConfig): Role {
  if (role === "all" || "url" in config.store) return role;
  throw new Fault("setting-invalid", { detail: "DATABASE_URL is missing: several processes share one PostgreSQL; the embedded database belongs to one process" });
}

function secretsOf(config: Config): readonly string[] {
  return config.kind === "setup" ? [] : [config.credentials.privateKey, ...config.credentials.webhookSecrets, ...(config.signIn == null ? [] : [config.signIn.clientSecret]), ...(config.checkpointKey === null ? [] : [config.checkpointKey]), ...Object.values(config.telemetry?.otlp?.headers ?? {}), ...Object.values(config.sources?.variables ?? {})];
}

/** Resolves when the process is asked to stop, from now on: also while it still starts. Asked a second time, it ends at once. */
function stopRequest(log: Logger): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const onSignal = (signal: NodeJS.Signals): void => {
      if (asked) process.exit(exitCode.environment);
      asked = true;
      log.info({ signal }, "stopping");
      resolve();
    };
    for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, onSignal);
  });
}
