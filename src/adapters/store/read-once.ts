/**
 * Documents of ours as they stand in the database, parsed once for each text: a repair's own is read by each claim, list and look at it, and moves seldom. What was read is
 * shared, so it is frozen. Kept are the texts read last, four million characters of each schema's at most.
 */
import type { z } from "zod";

/** Two generations of half that: when the young one is full it becomes the old one, and what the old one still held is forgotten. */
const MOST_CHARACTERS = 2_000_000;

/** Gives how texts of this schema are read. Throws a SyntaxError or ZodError where the text is no such document, each time. */
export function readOnce<Document>(schema: z.ZodType<Document>): (text: string) => Document {
  let [young, old, characters] = [new Map<string, Document>(), new Map<string, Document>(), 0];
  const keep = (text: string, document: Document): Document => {
    if (characters + text.length > MOST_CHARACTERS) [young, old, characters] = [new Map(), young, 0];
    young.set(text, document);
    characters += text.length;
    return document;
  };
  return (text) => {
    const known = young.get(text);
    if (known !== undefined) return known;
    return keep(text, old.get(text) ?? frozen(schema.parse(JSON.parse(text))));
  };
}

function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
