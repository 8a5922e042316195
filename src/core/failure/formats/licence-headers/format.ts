/** Checkers of licence headers: addlicense, REUSE, license-check-and-add, go-licenser, Apache RAT (0.15 to 0.17), MyCila's license-maven-plugin (3 to 5). */
import type { Finding, Format, Surroundings } from "../../format.ts";

const MOST_BELOW = 200;
const PATH = /^(?:[\w@.+-]+\/){0,30}[\w.+-]*\.[A-Za-z][\w+-]{0,9}$/;

export const licenceHeaders: Format = {
  tool: "licence-headers",
  layer: "tool",
  class: "lint",
  pattern_name: "licence_header",
  rules: [
    { id: "addlicense", says: "problem", literals: ["addlicense"], pattern: /\baddlicense\b.*\s--?check\b/, tool: "addlicense", after: MOST_BELOW, confidence: 0.92, read: (_groups, around) => listedBelow(around) },
    { id: "reuse", says: "problem", literals: ["The following files have no copyright", "The following files have no licens"], pattern: /^(?<message>The following files have no (?:copyright and licensing|licensing|copyright) information):$/, tool: "reuse", after: MOST_BELOW, confidence: 0.97, read: ({ message = "" }, around) => starredBelow(message, around) },
    { id: "reuse-lines", says: "problem", literals: [": no license identifier", ": no copyright notice"], pattern: /^(?<file>[^\s:][^:]*): (?<message>no license identifier|no copyright notice)$/, tool: "reuse", confidence: 0.97 },
    { id: "license-check-and-add", says: "problem", literals: ["License not found in "], pattern: /^(?:\S )?(?<message>License not found) in (?<file>\S.*)$/, tool: "license-check-and-add", confidence: 0.97 },
    { id: "go-licenser", says: "problem", literals: [": is missing the license header"], pattern: /^(?<file>[^\s:][^:]*): (?<message>is missing the license header)$/, tool: "go-licenser", confidence: 0.97 },
    { id: "rat", says: "problem", literals: ["Files with unapproved licenses:"], pattern: /^(?:\[(?:WARNING|ERROR)\] )?(?<message>Files with unapproved licenses):$/, tool: "apache-rat", after: MOST_BELOW, confidence: 0.97, read: ({ message = "" }, around) => indentedBelow(message, around) },
    { id: "license-maven-plugin", says: "problem", literals: ["Missing header in: "], pattern: /^\[(?:WARNING|ERROR)\] (?<message>Missing header) in: (?<file>\S.*)$/, tool: "license-maven-plugin", confidence: 0.97 },
  ],
};

/** addlicense prints names and no word: they are its own where nothing but them stands between its command and the step's end. */
function listedBelow({ at }: Surroundings): Finding | null {
  const files: string[] = [];
  for (let offset = 1; offset <= MOST_BELOW; offset++) {
    const text = at(offset);
    if (text !== null && PATH.test(text)) files.push(text);
    else if (files.length > 0) return text === null || /^##\[error\]|^make|exit (?:code|status)/.test(text) ? { files, message: "no licence header" } : null;
    else if (text === null || /^##\[group\]/.test(text)) return null;
  }
  return { files, message: "no licence header" };
}

function starredBelow(message: string, { at }: Surroundings): Finding {
  const files: string[] = [];
  for (let offset = 1; offset <= MOST_BELOW; offset++) {
    const file = /^\* (?<file>\S.*)$/.exec(at(offset) ?? "")?.groups?.["file"];
    if (file === undefined) break;
    files.push(file);
  }
  return { files, message };
}

/** RAT 0.17 writes a slash before each path from the project's root. What is listed after it is another list, below a row of stars or one of Maven's lines. */
function indentedBelow(message: string, { at }: Surroundings): Finding | null {
  const files: string[] = [];
  for (let offset = 1; offset <= MOST_BELOW; offset++) {
    const file = /^ {1,4}\/?(?<file>[^\s/].*)$/.exec(at(offset) ?? "")?.groups?.["file"];
    if (file === undefined) break;
    files.push(file);
  }
  return files.length === 0 ? null : { files, message };
}
