/** Where in a JSON text something stands: values are looked for in the order in which they were read. */
import { openLineCounter } from "./line-counter.ts";

export interface LineFinder {
  /** The line, from 1, of the next occurrence of this string value; the last line given when there is none. */
  lineOf(value: string): number;
}

export function openLineFinder(text: string): LineFinder {
  const lineAt = openLineCounter(text);
  let at = 0;
  let line = 1;
  return {
    lineOf(value) {
      const found = value === "" ? -1 : text.indexOf(JSON.stringify(value), at);
      if (found < 0) return line;
      at = found + 1;
      line = lineAt(found);
      return line;
    },
  };
}
