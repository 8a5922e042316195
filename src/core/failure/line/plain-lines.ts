/** Text from a document, as lines that may be shown: no terminal escapes, no control characters, bounded. */
import { stripEscapes } from "../bytes/strip-escapes.ts";

/** Control characters but tab and line feed (C0, DEL, C1). */
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/** What a text must hold for any of this to change it: anything but printable ASCII, or white space that is not single and between words. */
const UNUSUAL = /[^\u0020-\u007E]|^ | {2}| $/;

/** Without any of these a text is one line and plain. */
const UNPRINTABLE = /[^\u0020-\u007E]/;

/** At most `most` lines, without white space at their ends. */
export function plainLines(text: string, most: number): readonly string[] {
  if (!UNPRINTABLE.test(text)) return [text.trimEnd()];
  const lines = plain(text).split("\n", most);
  return lines.map((line) => line.trimEnd());
}

/** The text in one line. */
export function plainLine(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return plain(text).replace(/\s+/g, " ").trim();
}

function plain(text: string): string {
  const normal = text.replace(/\r\n?/g, "\n");
  return withoutEscapes(normal).replace(CONTROL, "");
}

function withoutEscapes(text: string): string {
  if (!text.includes("\u001b")) return text;
  const bytes = Buffer.from(text);
  return bytes.toString("utf8", 0, stripEscapes(bytes, 0, bytes.length));
}
