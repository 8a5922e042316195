/** Mocha 2 to 11: the spec reporter and those that end with its summary (dot, list, min). */
import type { Finding, Format, Surroundings } from "../../format.ts";
import { javascriptFrameBelow } from "../frames.ts";
import type { PrintedPlace } from "../../line/place.ts";

const ENTRY = /^(?<indent>\s{1,8})\d+\) (?<title>.+)$/;
const REACH = 1500;

export const mocha: Format = {
  tool: "mocha",
  layer: "tool",
  class: "test-failure",
  pattern_name: "mocha_failures",
  rules: [
    { id: "failing", says: "verdict", literals: [" failing"], pattern: /^\s{0,4}(?<count>\d+) failing$/, after: REACH, confidence: 0.96, read: (_groups, around) => readEntries(around) },
    { id: "old-failing", says: "verdict", literals: [" tests failed:", " of 1 test failed:"], pattern: /^\s{0,4}[✖x] (?<count>\d+) of \d+ tests? failed:$/, after: 400, confidence: 0.94, read: (_groups, around) => readEntries(around) },
    { id: "passed", says: "passed", literals: [" passing ("], pattern: /^\s{0,4}\d+ passing \(\d+/ },
  ],
};

/** Below the count: numbered entries, each the titles from the outermost to the test, the message, the stack. */
function readEntries(around: Surroundings): Finding {
  const tests: string[] = [];
  const places: PrintedPlace[] = [];
  for (let offset = 1; offset < REACH; offset++) {
    const text = around.at(offset);
    if (text === null) break;
    const title = ENTRY.exec(text)?.groups?.["title"];
    if (title === undefined) continue;
    tests.push(fullTitle(title, around, offset));
    const below: Surroundings = { ...around, at: (further) => around.at(offset + further) };
    const place = javascriptFrameBelow(below, { reach: 80, stop: ENTRY });
    if (place !== null) places.push(place);
  }
  return { tests, places };
}

function fullTitle(first: string, { at }: Surroundings, offset: number): string {
  const parts = [first.trim()];
  for (let further = 1; further <= 10 && !(parts.at(-1) ?? "").endsWith(":"); further++) {
    const text = at(offset + further);
    if (text === null || text.trim() === "" || !/^\s{3,}/.test(text)) break;
    parts.push(text.trim());
  }
  return parts.join(" ").replace(/:$/, "");
}
