/** Looks at everything that the program stands on. Each look is by itself: what cannot be seen is a finding, never the end. */
import { execFile } from "node:child_process";
import { accessSync, constants, lstatSync, statSync } from "node:fs";
import { promisify } from "node:util";
import { createClient } from "../../adapters/github/client.ts";
import { neededPermissions, readAppStanding } from "../../adapters/github/app-standing.ts";
import { findSandbox } from "../../adapters/sandbox/find-sandbox.ts";
import { probeStore } from "../../adapters/store/probe-store.ts";
import { readConfig } from "../../settings/read-config.ts";
import { readEnvironment } from "../../settings/read-environment.ts";
import type { Config, ServeConfig } from "../../settings/config.ts";
import { doubtful, skipped, well, wrong, type Check } from "../../core/doctor/check.ts";
import { judgeApp } from "../../core/doctor/judge-app.ts";
import { judgeGit, judgeNode } from "../../core/doctor/judge-program.ts";
import { judgeStore } from "../../core/doctor/judge-store.ts";
import { subscribedEvents } from "../../core/event/admit.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { Io } from "../command.ts";
import { stateFolderPath } from "../state-folder.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** In the order in which they are told. `told`: of what is looked at next. */
export async function examine(io: Pick<Io, "environment" | "directory">, told: (what: string) => void): Promise<readonly Check[]> {
  told("programs and the sandbox");
  const local = [judgeNode(process.versions.node), judgeGit(await gitVersion()), await looked("sandbox", lookAtSandbox), lookAtStateFolder(io.environment)];
  const config = settingsOf(io);
  if (config instanceof Fault) return [...local, troubleOf("settings", config)];
  if (config.kind === "setup") return [...local, skipped("settings", "no APP_ID, PRIVATE_KEY and WEBHOOK_SECRET: fixes in a checkout need none; `regreen serve` registers an App")];
  const settings = [well("settings", "every setting of the server can be read"), ...lookAtKeyFile(readEnvironment(io.directory, io.environment))];
  told("the database");
  const store = await looked("database", async () => judgeStore(await probeStore(config.store)));
  told("GitHub");
  return [...local, ...settings, store, ...(await lookAtApp(config))];
}

async function gitVersion(): Promise<string | null> {
  return promisify(execFile)("git", ["--version"], { timeout: 10_000 }).then(({ stdout }) => stdout.trim(), () => null);
}

async function lookAtSandbox(): Promise<Check> {
  const { kind } = await findSandbox({ allowNone: false });
  return well("sandbox", `a command ran in ${kind}`);
}

/** It is made where it is missing, for its owner alone. */
function lookAtStateFolder(environment: Io["environment"]): Check {
  const folder = stateFolderPath(environment);
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return well("state", `${folder} is made when something is kept`);
  if (!stat.isDirectory()) return wrong("state", { what: `${folder} is not a folder`, why: "evidence and patches are kept there", remedy: "Move it away, or name another folder in REGREEN_STATE." });
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    return wrong("state", { what: `${folder} cannot be written to`, why: "evidence and patches are kept there", remedy: "Make it yours, or name another folder in REGREEN_STATE." });
  }
  if ((stat.mode & 0o022) === 0) return well("state", `${folder} is yours alone to write to`);
  return doubtful("state", { what: `others may write to ${folder}`, why: "who writes there can change what is kept of repairs", remedy: `chmod go-w ${folder}` });
}

/** Where the App's private key is a file: whoever reads it can act as the App (attack C01). */
function lookAtKeyFile({ PRIVATE_KEY: inline, PRIVATE_KEY_PATH: path }: Io["environment"]): readonly Check[] {
  if ((inline ?? "") !== "" || path === undefined || path === "") return [];
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || (stat.mode & 0o077) === 0) return [well("key", "the App's private key is for its owner alone to read")];
  return [doubtful("key", { what: `others on this machine may read ${path}`, why: "whoever has the key can act as the App in every repository that it is installed on", remedy: `chmod 600 ${path}` })];
}

function settingsOf({ directory, environment }: Pick<Io, "environment" | "directory">): Config | Fault {
  try {
    return readConfig(readEnvironment(directory, environment));
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown;
    throw thrown;
  }
}

async function lookAtApp({ credentials, github }: ServeConfig): Promise<readonly Check[]> {
  try {
    const standing = await readAppStanding(createClient({ ...github, ...credentials, log: quiet }));
    return judgeApp(standing, { permissions: neededPermissions(), events: subscribedEvents });
  } catch (thrown) {
    if (thrown instanceof Fault) return [troubleOf("app", thrown)];
    throw thrown;
  }
}

async function looked(name: string, look: () => Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (thrown) {
    if (thrown instanceof Fault) return troubleOf(name, thrown);
    throw thrown;
  }
}

function troubleOf(name: string, fault: Fault): Check {
  const { message, detail, remedy } = fault;
  const what = detail ?? message;
  return wrong(name, { what, why: message.includes(what) ? what : message, remedy });
}
