/** SQLite looks at a value bound as `limit ?` while it plans, and so plans anew at every call; of a cast it cannot. (All other values are bound behind a plus, in the adapter.) */
import { expect, test } from "@jest/globals";
import { sourcesUnder } from "./imports.ts";

const sources = sourcesUnder("src/adapters/store");

test("no statement of the store binds its limit bare", () => {
  const limits = sources.flatMap(({ text }) => [...text.matchAll(/\blimit [^\s`"),]+/g)].map(([found]) => found)).filter((found) => found.includes("?"));
  expect(new Set(limits)).toEqual(new Set(["limit cast(?"]));
});
