/** What a CI system puts before or around a line is taken off, so that a tool's line reads as the tool printed it. */

import { unwrapLine } from "./unwrap-line.ts";

/** What the runner said of the line: `##[error]` and the workflow command `::error …::` both give `error`. */
export type Marker = "error" | "warning" | "notice" | "group" | "endgroup" | "command" | "debug" | "section";

export interface CleanLine {
  readonly text: string;
  readonly marker: Marker | null;
}

/** `gh run view --log`: job, tab, step, tab, then the raw line. */
const COLUMNS = /^[^\t]{1,200}\t[^\t]{1,300}\t(?=\uFEFF?\d{4}-\d\d-\d\dT)/;
const TIMESTAMP = /^\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d) ?(?:\d\d[OE](?:[+ ]|$))?/;
/** Jenkins, Taskcluster: `[2024-05-01T10:00:00.000Z] `, `[task 2024-05-01T10:00:00.000Z] `. */
const BRACKETED = /^\[(?:[a-z-]{1,20} )?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\] ?/;
/** Maven and Jenkins print the time of day or the milliseconds since the start before the level. */
const LEVEL_TIME = /^(?:\d{1,9}|\d\d:\d\d:\d\d(?:[.,]\d{1,6})?)\s{1,4}(?=\[(?:INFO|ERROR|WARN|WARNING|DEBUG)\s?\])/;
const BYTE_ORDER_MARK = 0xfeff;
const DOCKER_STEP = /^#\d{1,4} \d{1,6}\.\d{1,3} /;
const RUNNER = /^##\[(error|warning|notice|group|endgroup|command|debug|section)\]/;
const WORKFLOW_COMMAND = /^::(error|warning|notice|group|endgroup|debug)(?: [^:\n]{0,2000})?::/;
const CARET_COLOUR = /\^\[\[[0-9;]{0,20}m/g;
/** Control characters but tab (C0, DEL, C1). */
const CONTROL = /[\u0000-\u0008\u000A-\u001F\u007F-\u009F]/;
const CONTROLS = new RegExp(CONTROL, "g");

/** `raw` is one line without its line feed, escape sequences already removed. */
export function cleanLine(raw: string): CleanLine {
  // A carriage return is a control character too.
  let text = CONTROL.test(raw) ? lastOverwrite(raw).replace(CONTROLS, "") : raw;
  if (text.includes("^[[")) text = text.replace(CARET_COLOUR, "");
  if (text.includes("\t")) text = text.replace(COLUMNS, "");
  text = withoutTimestamp(text);
  if (text.startsWith("[")) text = text.replace(BRACKETED, "");
  if (text.startsWith("#")) text = text.replace(DOCKER_STEP, "");
  if (beginsWithDigit(text)) text = text.replace(LEVEL_TIME, "");
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) text = text.slice(1);
  const marked = text.startsWith("##[");
  if (!marked) text = unwrapLine(text);
  const runner = marked || text.startsWith("##[") ? RUNNER.exec(text) : null;
  if (runner !== null) return { text: text.slice(runner[0].length).trimEnd(), marker: runner[1] as Marker };
  const command = text.startsWith("::") ? WORKFLOW_COMMAND.exec(text) : null;
  if (command === null) return { text: text.trimEnd(), marker: null };
  const kept = command[0].includes("file=") ? text : text.slice(command[0].length);
  return { text: kept.trimEnd(), marker: command[1] as Marker };
}

function withoutTimestamp(text: string): string {
  if (!beginsWithDigit(text) && text.charCodeAt(0) !== BYTE_ORDER_MARK) return text;
  const stamp = TIMESTAMP.exec(text);
  return stamp === null ? text : text.slice(stamp[0].length);
}

function beginsWithDigit(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 48 && first <= 57;
}

/** A carriage return moves to the start of the line: what was written last is what stands there. */
function lastOverwrite(raw: string): string {
  if (!raw.includes("\r")) return raw;
  const parts = raw.split("\r").filter((part) => part.trim() !== "");
  return parts.at(-1) ?? "";
}
