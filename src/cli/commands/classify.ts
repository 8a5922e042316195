/** `regreen classify`: reads a CI log and says what broke, where, and how sure that is. Nothing is run or written. */
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { openLogReading, type LogDiagnosis, type LogReading } from "../../core/failure/read-log.ts";
import { readArguments } from "../arguments.ts";
import type { Command, Io } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { UsageError } from "../usage-error.ts";
import { diagnosisJson, diagnosisText } from "./classify-output.ts";

const usage = `
Usage: regreen classify <log | -> [--json] [--explain] [--workspace <path>]

Reads a CI log (a raw GitHub Actions job log, or what a tool printed) and says what failed.

  -                    read standard input
  --json               one JSON object: the first cause, and all reports
  --explain            which rule decided on which lines, and what else was found
  --workspace <path>   the checkout's path on the machine that wrote the log

Examples:
  regreen classify ci.log
  gh run view 123 --log-failed | regreen classify -
`;

const CHUNK = 1 << 20;

export const classify: Command = {
  name: "classify",
  summary: "say what broke, where, and how sure that is",
  usage,
  async run(argv, io) {
    const { values, positionals } = readArguments(argv, {
      command: "classify",
      options: { json: { type: "boolean" }, explain: { type: "boolean" }, workspace: { type: "string" } },
      positionals: { least: 1, most: 1 },
    });
    const diagnosis = await readWhole(positionals[0] ?? "-", values.workspace ?? null, io);
    io.stdout.write(values.json === true ? diagnosisJson(diagnosis) : diagnosisText(diagnosis, { explain: values.explain === true }));
    return exitCode.done;
  },
};

async function readWhole(name: string, workspace: string | null, io: Io): Promise<LogDiagnosis> {
  const reading = openLogReading({ job: null, workspace });
  if (name === "-") for await (const chunk of io.stdin) reading.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  else await readFile(resolve(io.directory, name), reading);
  return reading.finish();
}

/** One buffer for the whole file: memory does not grow with it. */
async function readFile(path: string, reading: LogReading): Promise<void> {
  const file = await open(path).catch(() => null);
  if (file === null) throw missing(path);
  try {
    if ((await file.stat()).isDirectory()) throw missing(path);
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let { bytesRead } = await file.read(buffer); bytesRead > 0; { bytesRead } = await file.read(buffer)) reading.push(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function missing(path: string): UsageError {
  return new UsageError(`There is no log file "${path}"`, "Name a file, or - for standard input.");
}
