#!/usr/bin/env node
// Starts Regreen on whatever Node is at hand. Plain JavaScript, because older Nodes cannot read the rest: below 22 it starts itself again on the Node that
// `npm ci` brought along. The built program is used when it is newer than the sources, else the sources themselves: never a stale build.
import { existsSync, readdirSync, statSync } from "node:fs";
import * as module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const built = join(root, "build", "program", "regreen.mjs");
const source = join(root, "src", "main.ts");

if (Number(process.versions.node.split(".")[0]) < 22) await startAgain();
else await start();

// What Node has compiled is kept beside the build, never in the machine's shared temporary folder, where somebody else could put code for us.
async function start() {
  module.enableCompileCache?.(join(root, "build", "compile-cache"));
  await import(pathToFileURL(buildIsCurrent() ? built : source).href);
}

async function startAgain() {
  const node = join(root, "node_modules", ".bin", "node");
  if (!existsSync(node)) {
    process.stderr.write(`regreen: needs Node 22.20 or newer; this is ${process.version}.\n  Install a newer Node, or run npm ci in ${root}: it brings one along on Linux.\n`);
    process.exit(5);
  }
  const { spawn } = await import("node:child_process");
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => (signal === null ? process.exit(code ?? 70) : process.kill(process.pid, signal)));
}

function buildIsCurrent() {
  if (!existsSync(built)) return false;
  return !existsSync(source) || newest(join(root, "src")) <= statSync(built).mtimeMs;
}

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return latest;
}
