/** Mocha 2 to 12: the spec reporter and those that end with its summary (dot, list, min); and Cypress, which reports each spec in Mocha's manner. */
import type { Finding, Format, Surroundings } from "../../format.ts";
import { isLibrary, javascriptFrameBelow } from "../frames.ts";
import type { PrintedPlace } from "../../line/place.ts";
import { afterNumber } from "../literals.ts";

const ENTRY = /^(?<indent>\s{1,8})\d+\) (?<title>.+)$/;
const REACH = 1500;

export const mocha: Format = {
  tool: "mocha",
  layer: "tool",
  class: "test-failure",
  pattern_name: "mocha_failures",
  rules: [
    { id: "failing", says: "verdict", literals: afterNumber(" failing"), pattern: /^\s{0,4}(?<count>\d+) failing$/, after: REACH, confidence: 0.96, read: (_groups, around) => readEntries(around) },
    { id: "old-failing", says: "verdict", literals: [" tests failed:", " of 1 test failed:"], pattern: /^\s{0,4}[✖x] (?<count>\d+) of \d+ tests? failed:$/, after: 400, confidence: 0.94, read: (_groups, around) => readEntries(around) },
    { id: "cypress", says: "detail", literals: ["  (Run Starting)"], pattern: /^\s{2}\(Run Starting\)$/, tool: "cypress" },
    { id: "json-stream", says: "problem", literals: ['["fail",{"title":'], pattern: /^\["fail",\{"title":"(?:[^"\\]|\\.)*","fullTitle":"(?<test>(?:[^"\\]|\\.)*)"(?<rest>.*)$/, confidence: 0.97, read: ({ test = "", rest = "" }) => ({ tests: [test], ...streamedPlace(rest) }) },
    { id: "passed", says: "passed", literals: [" passing ("], pattern: /^\s{0,4}\d+ passing \(\d+/ },
  ],
};

/** Below the count: numbered entries, each the titles from the outermost to the test, the message, the stack. */
function readEntries(around: Surroundings): Finding {
  const tests: string[] = [];
  const places: PrintedPlace[] = [];
  let cypress = around.latest("cypress") !== null;
  for (let offset = 1; offset < REACH; offset++) {
    const text = around.at(offset);
    if (text === null) break;
    cypress ||= CYPRESS.test(text);
    const title = ENTRY.exec(text)?.groups?.["title"];
    if (title === undefined) continue;
    tests.push(fullTitle(title, around, offset));
    const below: Surroundings = { ...around, at: (further) => around.at(offset + further) };
    const place = javascriptFrameBelow(below, { reach: 80, stop: ENTRY }) ?? servedFrame(below);
    if (place !== null) places.push(place);
  }
  return { tests, places, ...(cypress ? { tool: "cypress", pattern_name: "cypress_failures" } : {}) };
}

/** The stack is one JSON string: its frames are parted by `\\n`. */
function streamedPlace(rest: string): Pick<Finding, "places"> {
  const frames = [...rest.matchAll(/\\n\s{1,8}at [^\\]{0,300}?\(?(?:file:\/\/)?(?<file>\/?[^\s():\\]{1,400}):(?<line>\d{1,7}):(?<column>\d{1,6})\)?(?=\\n|")/g)].map(({ groups = {} }) => groups);
  const { file, line, column } = frames.find(({ file: path = "" }) => !isLibrary(path) && !path.startsWith("node")) ?? {};
  return file === undefined ? {} : { places: [{ file, line, column }] };
}

/** Words that only Cypress puts into an error, and the addresses under which it serves specs. */
const CYPRESS = /^\s+(?:CypressError: |AssertionError: Timed out retrying)|\/__cypress\/tests\?p=/;

/** Cypress runs a spec in the browser: `…/__cypress/tests?p=cypress/e2e/a.cy.js:47:29`, and with source maps `webpack://shop/./cypress/e2e/a.cy.js:10:7`. */
const SERVED = /^\s*at .{0,200}(?:\/__cypress\/tests\?p=|webpack:\/\/[^/\s]{0,80}\/(?:\.\/)?)(?<file>[^\s:()?]{1,300}\.[cm]?[jt]sx?):(?<line>\d{1,6}):(?<column>\d{1,6})\)?$/;

function servedFrame({ at }: Surroundings): PrintedPlace | null {
  for (let offset = 1; offset <= 80; offset++) {
    const text = at(offset);
    if (text === null || ENTRY.test(text)) return null;
    const { file, line, column } = SERVED.exec(text)?.groups ?? {};
    if (file !== undefined && !isLibrary(file)) return { file, line, column };
  }
  return null;
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
