#!/usr/bin/env node
// Starts Regreen on whatever Node is at hand. Plain JavaScript, because older Nodes cannot read the rest: below 22 it starts itself again on the Node that
// `npm ci` brought along. The built program is used when it is newer than the sources, else the sources themselves: never a stale build.

// To import one of Node's own modules makes everything that it exports; to ask for it (from Node 22.3 on) makes what is used.
const own = async (name) => process.getBuiltinModule?.(name) ?? import(name);
const [{ existsSync, readFileSync, statSync }, module, { dirname, join }, { fileURLToPath, pathToFileURL }] = await Promise.all(["node:fs", "node:module", "node:path", "node:url"].map(own));

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
// What is asked for most is built into a file of its own (rolldown.config.mjs).
const quick = ["fix", "classify"].find((name) => name === process.argv[2]);
const built = join(root, "build", "program", quick === undefined ? "regreen.mjs" : `quick-${quick}.mjs`);
const source = join(root, "src", "main.ts");
const sources = join(root, "build", "program", "sources.txt");

if (Number(process.versions.node.split(".")[0]) < 22) await startAgain();
else await start();

// What Node has compiled is kept beside the build, never in the machine's shared temporary folder, where somebody else could put code for us.
async function start() {
  // A short run ends before what it made has to be looked through for garbage, if the young may take more room at once.
  if (quick !== undefined) (await own("node:v8")).setFlagsFromString("--semi-space-growth-factor=8");
  module.enableCompileCache?.(join(root, "build", "compile-cache"));
  await import(pathToFileURL(buildIsCurrent() ? built : source).href);
}

async function startAgain() {
  const node = join(root, "node_modules", ".bin", "node");
  if (!existsSync(node)) {
    process.stderr.write(`regreen: needs Node 22.20 or newer; this is ${process.version}.\n  Install a newer Node, or run npm ci in ${root}: it brings one along on Linux.\n`);
    process.exit(5);
  }
  const { spawn } = await own("node:child_process");
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => (signal === null ? process.exit(code ?? 70) : process.kill(process.pid, signal)));
}

// The build lists what it was made of. A source that has come since counts when one of these imports it, which changes that one.
function buildIsCurrent() {
  const since = statSync(built, { throwIfNoEntry: false })?.mtimeMs;
  if (since === undefined || !existsSync(sources)) return false;
  if (!existsSync(source)) return true;
  return readFileSync(sources, "utf8").split("\n").every((path) => (statSync(`${root}/${path}`, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY) <= since);
}
