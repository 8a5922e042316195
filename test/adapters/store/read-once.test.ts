import { expect, test } from "@jest/globals";
import { z } from "zod";
import { readOnce } from "../../../src/adapters/store/read-once.ts";

const schema = z.strictObject({ name: z.string(), places: z.array(z.strictObject({ line: z.int() })) });
const text = '{"name":"one","places":[{"line":3}]}';

test("the same text is the same document, another text another one", () => {
  const read = readOnce(schema);
  expect(read(text)).toEqual({ name: "one", places: [{ line: 3 }] });
  expect(read(`${text}`)).toBe(read(text));
  expect(read(text.replace("one", "two")).name).toBe("two");
});

test("what is shared cannot be changed, at any depth", () => {
  const document = readOnce(schema)(text);
  expect(() => { document.name = "other"; }).toThrow(TypeError);
  expect(() => { Object.assign(document.places[0] ?? {}, { line: 4 }); }).toThrow(TypeError);
  expect(() => { document.places.push({ line: 5 }); }).toThrow(TypeError);
});

test("a text that is no such document is refused each time", () => {
  const read = readOnce(schema);
  for (const _ of [1, 2]) {
    expect(() => read('{"name":1}')).toThrow(z.ZodError);
    expect(() => read("{")).toThrow(SyntaxError);
  }
});

test("what was not read for four million characters is forgotten, and read anew", () => {
  const documents = readOnce(schema);
  const first = documents(text);
  const long = (number: number): string => JSON.stringify({ name: `${number}${"x".repeat(999_000)}`, places: [] });
  for (let number = 0; number < 6; number += 1) documents(long(number));
  expect(documents(text)).toEqual(first);
  expect(documents(text)).not.toBe(first);
});
