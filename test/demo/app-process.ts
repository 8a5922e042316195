/** Regreen's App as a process of its own, as an operator starts it: `regreen serve`, settings in the environment. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const root = join(import.meta.dirname, "../..");

export interface AppSettings {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Of the GitHub it works for. */
  readonly gitHubUrl: string;
  /** Folder of database and keys. */
  readonly stateFolder: string;
  /** PostgreSQL instead of the embedded database. */
  readonly databaseUrl?: string;
  /** 0: any free port. */
  readonly port: number;
}

export interface LogLine {
  readonly msg: string;
  readonly [field: string]: unknown;
}

export interface AppProcess {
  readonly url: string;
  /** Every line that it has logged. */
  readonly lines: readonly LogLine[];
  readonly child: ChildProcess;
  stop(): Promise<void>;
  /** SIGKILL: nothing is finished, nothing is given back. */
  kill(): Promise<void>;
}

/** Rejects with what the process said when it ends before it serves. */
export async function startApp(settings: AppSettings): Promise<AppProcess> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(root, "src/main.ts"), "serve"], { env: environmentOf(settings), cwd: settings.stateFolder, stdio: ["ignore", "pipe", "pipe"] });
  const lines: LogLine[] = [];
  const other: string[] = [];
  const url = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (text) => {
      const line = readLine(text);
      if (line === null) return void other.push(text);
      lines.push(line);
      if (line.msg === "serving") resolve(String(line["url"]));
    });
    createInterface({ input: child.stderr }).on("line", (text) => other.push(text));
    child.once("exit", (code, signal) => reject(new Error(`the App ended with ${code ?? signal} before it served:\n${[...other, ...lines.map((line) => JSON.stringify(line))].join("\n")}`)));
  });
  return { url: await url, lines, child, stop: () => end(child, "SIGTERM"), kill: () => end(child, "SIGKILL") };
}

function environmentOf(settings: AppSettings): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"], HOME: settings.stateFolder, APP_ID: String(settings.appId), PRIVATE_KEY: settings.privateKey, WEBHOOK_SECRET: settings.webhookSecret,
    GHE_HOST: new URL(settings.gitHubUrl).host, GHE_PROTOCOL: "http", REGREEN_STATE: settings.stateFolder, HOST: "127.0.0.1", PORT: String(settings.port), LOG_LEVEL: "debug",
    ...(settings.databaseUrl === undefined ? {} : { DATABASE_URL: settings.databaseUrl }),
  };
}

function readLine(text: string): LogLine | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "msg" in value ? (value as LogLine) : null;
  } catch {
    return null;
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
