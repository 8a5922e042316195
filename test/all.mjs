// `npm test`: types, lint and tests at once. Lint and types are one thread each and tests wait often, for disks and processes: together they fill two
// cores. What goes on the command line goes to Jest. Says at the end what failed; ends with 1 when anything did.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { folderInMemory } from "./folder-in-memory.mjs";

const parts = [
  { name: "types", script: "typecheck", quiet: true },
  { name: "lint", script: "lint", quiet: true },
  { name: "tests", script: "jest", quiet: false },
];

async function run({ name, script, quiet }) {
  const child = spawn("npm", ["run", "--silent", script, "--", ...(quiet ? [] : process.argv.slice(2))], { stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => { output += text; });
  const [code] = await once(child, "close");
  return { name, failed: code !== 0, output };
}

const memory = folderInMemory();
if (memory !== null) {
  process.env.TMPDIR = memory;
  process.once("exit", () => { rmSync(memory, { recursive: true, force: true, maxRetries: 3 }); });
  process.once("SIGINT", () => { process.exit(130); });
}
const results = await Promise.all(parts.map(run));
for (const { output } of results) process.stderr.write(output);
const failed = results.filter((result) => result.failed).map(({ name }) => name);
if (failed.length > 0) process.stderr.write(`failed: ${failed.join(", ")}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
