/** The README's performance section: what was measured, what was to be reached, and whether it was. Each bench has its own table, with the machine and the day of its own run. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "./bench.ts";

export interface Section {
  readonly bench: string;
  readonly rows: readonly Row[];
}

const readme = join(import.meta.dirname, "../../README.md");
const MARKS = /(<!-- performance:start -->\n)([\s\S]*)(<!-- performance:end -->)/;
const INTRODUCTION = "`npm run bench`. Medians of interleaved runs; ratios from one run; what is compared does the same work, which is asserted.\n\n";
const HEADING = "### ";

/** Writes the tables of the benches that ran into the README; the others stay as they were. */
export function writePerformance(machine: string, sections: readonly Section[]): void {
  writeFileSync(readme, replaceSections(readFileSync(readme, "utf8"), machine, sections));
}

/** The text with these sections new, in the order in which they stood; one that did not stand there comes last. */
export function replaceSections(text: string, machine: string, sections: readonly Section[]): string {
  return text.replace(MARKS, (_, start: string, old: string, end: string) => {
    const tables = new Map(old.split(`\n${HEADING}`).slice(1).map((part) => [part.slice(0, part.indexOf("\n")), `${HEADING}${part.trimEnd()}\n\n`]));
    for (const { bench, rows } of sections) tables.set(bench, `${HEADING}${bench}\nOn ${machine}.\n\n${performanceTable(rows)}\n`);
    return `${start}${INTRODUCTION}${[...tables.values()].join("")}${end}`;
  });
}

function performanceTable(rows: readonly Row[]): string {
  return ["| what | measured | to reach | |", "| --- | ---: | ---: | --- |", ...rows.map(line), ""].join("\n");
}

function line({ what, value, unit, target, met, note }: Row): string {
  const figure = Number.isNaN(value) ? "–" : `${value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)))} ${unit}`;
  const judged = [met === undefined ? "" : met ? "reached" : "**missed**", note ?? ""].filter((word) => word !== "").join("; ");
  return `| ${what.replaceAll("|", "\\|")} | ${figure} | ${target ?? ""} | ${judged.replaceAll("|", "\\|")} |`;
}
