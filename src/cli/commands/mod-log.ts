/** `regreen modlog`: what was done to this repository, read back from its ModLog (row P3). */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { findCheckout } from "../../adapters/git/checkout.ts";
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import { readConfiguration } from "../../core/configuration/parse-configuration.ts";
import { isWithin } from "../../core/fix/is-within.ts";
import { readModLog, type ModLogEntry } from "../../core/pull-request/read-mod-log.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen modlog [--json] [--skill <name>] [--most <count>] [<file or folder>]

Lists what Regreen did to this repository, newest first, as its ModLog says: the one
file (ModLog.md, or modlog.path of .github/regreen.yml), and a file for each entry in
modlog/. What people wrote into them beside is left out.

  --json          JSON Lines, one entry each, with reasons, changes and metrics
  --skill <name>  only entries of this skill
  --most <count>  at most so many (100)

Example:
  regreen modlog --json | jq -r '.execution'
`;

const options = { json: { type: "boolean" }, skill: { type: "string" }, most: { type: "string", default: "100" } } as const;

/** A larger file is no ModLog. */
const MOST_BYTES = 32 * 1024 * 1024;
const FOLDER = "modlog";

export const modLog: Command = {
  name: "modlog",
  summary: "list what was done to this repository, as its ModLog says",
  usage,
  async run(argv, io) {
    const { values, positionals: [given] } = readArguments(argv, { command: "modlog", options, positionals: { least: 0, most: 1 } });
    if (!/^[1-9]\d{0,8}$/.test(values.most)) throw new UsageError(`--most takes a whole number from 1 on, not "${values.most}"`, "See: regreen modlog --help");
    const texts = given === undefined ? textsOf(await findCheckout(io.directory)) : textsAt(resolve(io.directory, given));
    if (given !== undefined && texts.length === 0) throw new UsageError(`There is no ModLog at ${given}`, "Name the file, or the folder with a file for each entry.");
    const entries = newestFirst(texts.flatMap(readModLog)).filter(({ skills }) => values.skill === undefined || skills.some(({ name }) => name === values.skill)).slice(0, Number(values.most));
    io.stdout.write(values.json === true ? entries.map((entry) => `${JSON.stringify(entry)}\n`).join("") : asText(entries));
    return exitCode.done;
  },
};

function textsOf(checkout: string): readonly string[] {
  return [...textsAt(join(checkout, filePath(checkout))), ...textsAt(join(checkout, FOLDER))];
}

/** As the configuration names it; one that is wrong or leads outside names nothing. */
function filePath(checkout: string): string {
  const bytes = readFile(join(checkout, configurationPath));
  const reading = bytes === null ? null : readConfiguration(bytes);
  const path = reading?.ok === true ? reading.configuration.modlog.path : "ModLog.md";
  return isWithin(resolve(checkout, path), checkout) ? path : "ModLog.md";
}

/** Of a file, or of the Markdown files directly in a folder; none where there is nothing. */
function textsAt(path: string): readonly string[] {
  const kind = statSync(path, { throwIfNoEntry: false });
  if (kind?.isDirectory() === true) return readdirSync(path).filter((name) => name.endsWith(".md")).flatMap((name) => textOf(join(path, name)) ?? []);
  return textOf(path) ?? [];
}

function textOf(path: string): readonly string[] | null {
  const bytes = readFile(path);
  return bytes === null ? null : [new TextDecoder().decode(bytes)];
}

function readFile(path: string): Uint8Array | null {
  const kind = statSync(path, { throwIfNoEntry: false });
  return kind?.isFile() === true && kind.size <= MOST_BYTES ? readFileSync(path) : null;
}

/** Executions carry their moment, so that entries of both styles sort together; the same execution is told once. */
function newestFirst(entries: readonly ModLogEntry[]): readonly ModLogEntry[] {
  const once = new Map(entries.toReversed().map((entry) => [entry.execution as string, entry]));
  return [...once.values()].toSorted((one, other) => (one.execution < other.execution ? 1 : -1));
}

function asText(entries: readonly ModLogEntry[]): string {
  if (entries.length === 0) return "The ModLog has no entry of Regreen's.\n";
  const rows = entries.map(({ date, title, skills, execution, changes }) => [date, skills.map(({ name, version }) => `${name} ${version}`).join(", "), `${changes.length}`, execution, title]);
  return plainText(textTable([["DATE", "SKILLS", "FILES", "EXECUTION", "WHAT"], ...rows]));
}
