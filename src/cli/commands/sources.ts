/** `regreen sources`: the logs beside CI that the operator's file names, how far they were read; `check` looks once and writes nothing (row D11). */
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { openLogSources } from "../../adapters/log-sources/open-log-sources.ts";
import type { SourceSettings } from "../../adapters/log-sources/read-sources.ts";
import { readEnvironment } from "../../settings/read-environment.ts";
import { sourcesOf } from "../../settings/read-config.ts";
import { placeOf, type LogSource } from "../../core/log-source/source.ts";
import type { Repair } from "../../core/repair/repair.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { plainText } from "../plain-text.ts";
import { checkSource, type Checked } from "../sources/check-source.ts";
import { whatIsKnown } from "../sources/what-is-known.ts";
import { textTable } from "../text-table.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen sources [list] [--json] [--database <file | url>]
       regreen sources check [<name>] [--json] [--database <file | url>]

list shows the logs beside CI that the file named by REGREEN_SOURCES asks the App to
watch, and how far it is. check reads each once (of a file the last 8 MiB, of an endpoint
all that it answers, of Railway the last ten minutes) and says which failures it would
tell of; it writes nothing, and moves no place.

  --json                    JSON Lines, one source each
  --database <file | url>   the App's store; by default DATABASE_URL, or regreen.db in
                            the state folder

The file, which only its owner may write to:
  version: 1
  sources:
    - {name: api-log, repository: octo/hello, kind: file, path: /var/log/api.log}
    - {name: edge, repository: octo/hello, kind: http, url: "https://logs.example.com/api",
       headers: {authorization: EDGE_LOG_TOKEN}, since: since, format: json-lines}
    - {name: web, repository: octo/hello, kind: railway, project: <id>, environment: <id>,
       service: <id>, token: WEB_LOG_TOKEN}

Example:
  regreen sources check api-log
`;

const options = { json: { type: "boolean" }, database: { type: "string" } } as const;

export const sources: Command = {
  name: "sources",
  summary: "list the logs beside CI that are watched; look at them once",
  usage,
  async run(argv, io) {
    const { values, positionals: [verb = "list", name] } = readArguments(argv, { command: "sources", options, positionals: { least: 0, most: 2 } });
    if (verb !== "list" && verb !== "check") throw new UsageError(`regreen sources does not know "${verb}"`, "See: regreen sources --help");
    const environment = readEnvironment(io.directory, io.environment);
    const settings = sourcesOf(environment, environment);
    if (settings === null) throw new UsageError("No log source is set", "REGREEN_SOURCES names a file of them; see: regreen sources --help");
    const asked = { json: values.json === true, database: values.database, name };
    await (verb === "list" ? list(settings, asked, io) : check(settings, asked, io));
    return exitCode.done;
  },
};

interface Asked { readonly json: boolean; readonly database: string | undefined; readonly name: string | undefined }

async function list({ sources: all }: SourceSettings, { json, database }: Asked, io: Io): Promise<void> {
  const { observers } = await whatIsKnown(all, database, io);
  const rows = all.map((source) => rowOf(source, observers));
  if (json) io.stdout.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  else if (rows.length === 0) io.stdout.write("The file names none.\n");
  else io.stdout.write(plainText(textTable([["SOURCE", "KIND", "REPOSITORY", "WHERE", "LOOKS", "NEXT", "STATE"], ...rows.map((row) => [row.name, row.kind, row.repository, row.where, String(row.looks), row.next ?? "-", row.state])])));
}

interface Row { readonly name: string; readonly kind: string; readonly repository: string; readonly where: string; readonly looks: number; readonly next: string | null; readonly state: string }

function rowOf(source: LogSource, observers: readonly Repair[]): Row {
  const { name, kind, repository } = source;
  const observer = observers.toSorted((one, next) => (next.observation?.next ?? "").localeCompare(one.observation?.next ?? "")).find(({ subject }) => subject.source.kind === "log_source" && subject.source.name === name && subject.repository.name.toLowerCase() === repository.toLowerCase());
  const looks = observer?.subject.source.kind === "log_source" ? observer.subject.source.look : 0;
  return { name, kind, repository, where: placeOf(source), looks, next: observer?.observation?.next ?? null, state: observer === undefined ? "not looked at yet" : observer.reason ?? "about to be looked at" };
}

async function check(settings: SourceSettings, { json, database, name }: Asked, io: Io): Promise<void> {
  const chosen = settings.sources.filter((source) => name === undefined || source.name === name);
  if (chosen.length === 0) throw new UsageError(name === undefined ? "The file names no log source" : `There is no log source "${name}"`, "regreen sources lists them.");
  const { fingerprints } = await whatIsKnown(chosen, database, io);
  const open = openLogSources(settings);
  for (const source of chosen) {
    const checked = await checkSource(source, { open, known: fingerprints.get(source.repository) ?? new Set(), now: systemClock.now() });
    io.stdout.write(json ? `${JSON.stringify(checked)}\n` : plainText(asText(checked)));
  }
}

function asText({ source, trouble, bytes, requests, failures }: Checked): string {
  if (trouble !== null) return `${source}: ${trouble}\n`;
  const counted = requests.total === 0 ? "" : `, ${requests.failed} of ${requests.total} requests answered with status 500 or more`;
  const lines = failures.map(({ failure_class, tool, fingerprint, first_line, is_new }) => `  ${is_new ? "new " : "seen"}  ${fingerprint.slice(0, 12)}  ${failure_class}${tool === null ? "" : `, ${tool}`}${first_line === null ? "" : `: ${first_line}`}\n`);
  return `${source}: ${bytes} bytes read${counted}; ${failures.length === 0 ? "no failure found" : `${failures.length} ${failures.length === 1 ? "failure" : "failures"} found`}\n${lines.join("")}`;
}
