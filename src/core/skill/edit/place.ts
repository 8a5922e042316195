import { z } from "zod";
import { Unclear } from "./edit.ts";

/** A place that a failure names, without any of its words: what stands there is read from the file itself. Lines and columns count from 1, in UTF-16 units. */
export const Place = z.strictObject({ file: z.string().min(1), line: z.int().positive(), column: z.int().positive().nullable(), rule: z.string().max(200).nullable() });
export type Place = z.infer<typeof Place>;

/** The offset of a place. Throws Unclear where the file has no such place: the log is of another state of it. */
export function offsetOf(text: string, { line, column }: Place): number {
  let start = 0;
  for (let current = 1; current < line; current += 1) {
    const end = text.indexOf("\n", start);
    if (end === -1) throw new Unclear(`line ${line} is behind its end`);
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  const offset = start + (column ?? 1) - 1;
  if (offset > (end === -1 ? text.length : end)) throw new Unclear(`line ${line} has no column ${column ?? 1}`);
  return offset;
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** The name that stands at an offset. Throws Unclear where none does. */
export function nameAt(text: string, offset: number): string {
  const name = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/u.exec(text.slice(offset, offset + 200))?.[0];
  if (name === undefined) throw new Unclear(`no name stands at line ${lineAt(text, offset)}`);
  return name;
}
