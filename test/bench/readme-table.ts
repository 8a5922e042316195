/** The README's performance section: what was measured, what was to be reached, and whether it was. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "./bench.ts";

export interface Section {
  readonly bench: string;
  readonly rows: readonly Row[];
}

const readme = join(import.meta.dirname, "../../README.md");
const MARKS = /(<!-- performance:start -->\n)[\s\S]*(<!-- performance:end -->)/;

/** Replaces what stands between the marks: a sentence on the machine, and the table. */
export function writePerformance(machine: string, sections: readonly Section[]): void {
  const words = `\`npm run bench\` on ${machine}. Medians of interleaved runs; ratios from one run; what is compared does the same work, which is asserted.\n\n`;
  const text = readFileSync(readme, "utf8");
  writeFileSync(readme, text.replace(MARKS, (_, start: string, end: string) => `${start}${words}${performanceTable(sections)}${end}`));
}

export function performanceTable(sections: readonly Section[]): string {
  const lines = sections.flatMap(({ rows }) => rows.map(line));
  return ["| what | measured | to reach | |", "| --- | ---: | ---: | --- |", ...lines, ""].join("\n");
}

function line({ what, value, unit, target, met, note }: Row): string {
  const figure = Number.isNaN(value) ? "–" : `${value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)))} ${unit}`;
  const judged = [met === undefined ? "" : met ? "reached" : "**missed**", note ?? ""].filter((word) => word !== "").join("; ");
  return `| ${what.replaceAll("|", "\\|")} | ${figure} | ${target ?? ""} | ${judged.replaceAll("|", "\\|")} |`;
}
