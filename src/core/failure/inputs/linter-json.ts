/** What linters and test runners print with their own JSON formatter, told apart by the keys that each has. */
import type { DocumentReading } from "./document.ts";
import { openLineFinder } from "./json-lines.ts";
import { otherShapes } from "./linter-json/others.ts";
import { pythonShapes } from "./linter-json/python.ts";
import { testShapes } from "./linter-json/tests.ts";
import { readingOf } from "./linter-json/told.ts";
import { webShapes } from "./linter-json/web.ts";

const shapes = [...pythonShapes, ...webShapes, ...otherShapes, ...testShapes];

/** Null: the value has none of the known shapes. */
export function readLinterJson(value: unknown, text: string): DocumentReading | null {
  for (const shape of shapes) {
    const told = shape.tell(value);
    if (told !== null) return readingOf(shape, told, openLineFinder(text));
  }
  return null;
}
