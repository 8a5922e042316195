import type { Io } from "../command.ts";
import { plainText } from "../plain-text.ts";

/** One line at the foot of a terminal that says what goes on; elsewhere nothing. */
export interface StatusLine {
  show(words: string): void;
  /** Takes the line away, so that something else can be written. */
  clear(): void;
}

export function openStatusLine({ stderr }: Io): StatusLine {
  if (stderr.isTTY !== true) return { show() {}, clear() {} };
  const width = "columns" in stderr && typeof stderr.columns === "number" ? stderr.columns : 80;
  return {
    show(words) { stderr.write(`\r\u001B[K${plainText(words).slice(0, width - 1)}`); },
    clear() { stderr.write("\r\u001B[K"); },
  };
}
