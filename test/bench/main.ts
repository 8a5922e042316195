/**
 * `npm run bench [-- --json | --readme] [--smoke] [<part of a name> …]`: runs the benches one after another and prints a table, one JSON
 * document, or writes the tables of these benches into the README. `--smoke` asserts everything and measures next to nothing.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { cpus, loadavg, platform, release, totalmem } from "node:os";
import { parseArgs } from "node:util";
import type { Bench, Row } from "./bench.ts";
import { writePerformance, type Section } from "./readme-table.ts";

const { values, positionals } = parseArgs({ options: { json: { type: "boolean", default: false }, readme: { type: "boolean", default: false }, smoke: { type: "boolean", default: false } }, allowPositionals: true });

const load = loadavg()[0] ?? 0;
const machine = { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, memory_gb: Math.round(totalmem() / 2 ** 30), node: process.version, platform: process.platform, load_before: load };

const onMachine = `${machine.cpu}, ${machine.cores} cores, ${machine.memory_gb} GB, ${systemName()}, Node ${machine.node}, ${new Date().toISOString().slice(0, 10)}, load of other work ${load.toFixed(1)}`;

function systemName(): string {
  const file = "/etc/os-release";
  const named = existsSync(file) ? /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync(file, "utf8"))?.[1] : undefined;
  return named ?? `${platform()} ${release()}`;
}

async function loadBenches(): Promise<readonly Bench[]> {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".bench.ts")).sort();
  const chosen = files.filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)));
  return Promise.all(chosen.map(async (file) => ((await import(`./${file}`)) as { bench: Bench }).bench));
}

function line({ what, value, unit, target, met, note }: Row): string {
  const figure = Number.isNaN(value) ? "–" : `${value >= 100 ? Math.round(value).toLocaleString("en") : Number(value.toPrecision(3))} ${unit}`;
  const judged = met === undefined || values.smoke ? "" : met ? "reached" : "MISSED";
  return `  ${what.padEnd(64)} ${figure.padStart(18)}   ${(target ?? "").padEnd(18)} ${judged.padEnd(8)} ${note ?? ""}`.trimEnd();
}

const sections: Section[] = [];
for (const bench of await loadBenches()) {
  if (!values.json) process.stdout.write(`\n${bench.name}\n`);
  const rows = await bench.run();
  sections.push({ bench: bench.name, rows });
  if (!values.json) process.stdout.write(`${rows.map(line).join("\n")}\n`);
}
if (values.json) process.stdout.write(`${JSON.stringify({ machine, benches: sections }, null, 2)}\n`);
else process.stdout.write(`\n${onMachine}${values.smoke ? "; a smoke run: the figures mean nothing" : ""}\n`);
if (values.readme) writePerformance(onMachine, sections);
