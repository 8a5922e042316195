import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { plainScanner } from "../../../src/core/failure/bytes/plain-scanner.ts";
import { formats } from "../../../src/core/failure/formats/registry.ts";
import { openLogReading, type LogDiagnosis } from "../../../src/core/failure/read-log.ts";
import { buildRulebook } from "../../../src/core/failure/rulebook.ts";
import { troubledLog } from "../../bench/background-log.ts";

const folder = join(import.meta.dirname, "../../golden/logs");
const golden = readdirSync(folder).flatMap((tool) => readdirSync(join(folder, tool)).map((name) => [`${tool}/${name}`, readFileSync(join(folder, tool, name, "log.txt"))] as const));
const withoutWebAssembly = buildRulebook(formats, { makeScanners: plainScanner });
const withAll = buildRulebook(formats);

function read(log: Buffer, rulebook: typeof withAll, size: number): LogDiagnosis {
  const reading = openLogReading({ job: null, workspace: null }, rulebook);
  for (let offset = 0; offset < log.length; offset += size) reading.push(log.subarray(offset, offset + size));
  return reading.finish();
}

describe("without WebAssembly the diagnosis is the same", () => {
  test.each(golden)("of %s", (_, log) => {
    expect(read(log, withoutWebAssembly, 1000)).toEqual(read(log, withAll, log.length));
  });

  test.each([["with trouble in many lines", 7], ["in one piece of coloured lines", 3]])("of a long log %s", (_, every) => {
    const log = Buffer.from(troubledLog({ seed: every, lines: 15_000, every }).replaceAll("error", "\u001b[31merror\u001b[0m"));
    expect(read(log, withoutWebAssembly, 65_537)).toEqual(read(log, withAll, 1 << 20));
  });
});

test("two logs that are read in turns do not see each other", () => {
  const logs = golden.slice(0, 2).map(([, log]) => log);
  const readings = logs.map(() => openLogReading({ job: null, workspace: null }, withAll));
  for (let offset = 0; logs.some((log) => offset < log.length); offset += 100) logs.forEach((log, index) => readings[index]?.push(log.subarray(offset, offset + 100)));
  expect(readings.map((reading) => reading.finish())).toEqual(logs.map((log) => read(log, withAll, log.length)));
});
