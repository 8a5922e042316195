/**
 * Whether confidence means what it says: of the diagnoses given about 0.9, about nine in ten should be right. Over the cases of a corpus folder
 * (REGREEN_CORPUS), split in two by a seeded hash of each case's family: confidences may be fitted to the one half, the table shows the other.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { wilson } from "../../src/core/history/wilson.ts";
import { openLogReading } from "../../src/core/failure/read-log.ts";
import { notMeasured, type Bench, type Row } from "./bench.ts";

export const bench: Bench = {
  name: "calibration",
  run() {
    const corpus = process.env["REGREEN_CORPUS"];
    if (corpus === undefined || !existsSync(join(corpus, "cases"))) return Promise.resolve([notMeasured("confidence against share right", "", "REGREEN_CORPUS names no folder with cases")]);
    return Promise.resolve(table(judgeCases(join(corpus, "cases")).filter(({ family }) => isHeldOut(family))));
  },
};

const Expected = z.looseObject({ class: z.string(), classAlt: z.array(z.string()).optional(), family: z.string().optional() });

interface Judged { readonly confidence: number; readonly right: boolean; readonly rule: string; readonly name: string; readonly family: string }

/** Near-duplicates share a family and so a half. The seed was drawn once, before any figure of either half was seen. */
const SEED = "regreen-calibration-1";

function isHeldOut(family: string): boolean {
  return (createHash("sha256").update(`${SEED}\n${family}`).digest()[0] ?? 0) % 2 === 1;
}

/** The first report of each case in which something failed; a case where nothing was found has no confidence to judge. */
function judgeCases(folder: string): readonly Judged[] {
  return readdirSync(folder).sort().flatMap((name) => {
    const expected = Expected.parse(JSON.parse(readFileSync(join(folder, name, "expect.json"), "utf8")));
    const reading = openLogReading({ job: null, workspace: null });
    reading.push(readFileSync(join(folder, name, "log.txt")));
    const [first] = reading.finish().reports;
    if (first === undefined) return [];
    return [{ name, family: expected.family ?? name, rule: first.rule, confidence: first.confidence, right: [expected.class, ...(expected.classAlt ?? [])].includes(first.failure_class) }];
  });
}

/** Lower ends of the buckets. */
const BUCKETS = [0, 0.5, 0.7, 0.8, 0.9, 0.95] as const;

/** A bucket is well calibrated when its mean confidence lies in the 95 % interval of the share that is right. */
function table(judged: readonly Judged[]): readonly Row[] {
  const rows = BUCKETS.flatMap((from, at): Row[] => {
    const to = BUCKETS[at + 1] ?? 1.01;
    const inside = judged.filter(({ confidence }) => confidence >= from && confidence < to);
    if (inside.length === 0) return [];
    const right = inside.filter((one) => one.right).length;
    const said = inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length;
    const { low, high } = wilson(right, inside.length);
    return [{
      what: `held out: right, of ${String(inside.length)} diagnoses given ${from.toFixed(2)} to ${Math.min(1, to).toFixed(2)} (mean ${said.toFixed(3)})`, value: right / inside.length, unit: "",
      target: `${low.toFixed(2)}–${high.toFixed(2)} holds ${said.toFixed(2)}`, met: low <= said && said <= high, note: wrongRules(inside),
    }];
  });
  const error = judged.reduce((sum, { confidence, right }) => sum + ((right ? 1 : 0) - confidence) ** 2, 0) / judged.length;
  return [...rows, { what: `held out: Brier score over ${String(judged.length)} diagnoses`, value: error, unit: "", note: "0 is perfect; mean squared difference of confidence and outcome" }];
}

function wrongRules(inside: readonly Judged[]): string {
  const wrong = inside.filter(({ right }) => !right).map(({ name, rule }) => `${rule} on ${name}`);
  return wrong.length === 0 ? "" : `wrong: ${wrong.slice(0, 6).join(", ")}${wrong.length > 6 ? " …" : ""}`;
}
