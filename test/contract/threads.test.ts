/** A thread starts from a file of its own: beside its source when the sources run, beside the bundle when that does. */
import { expect, test } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { sourcesUnder } from "./imports.ts";

test("every thread is an entry of the program's bundle, under its own name", () => {
  const started = sourcesUnder("src").flatMap(({ text }) => [...text.matchAll(/new URL\(`\.\/([a-z-]+)\$\{/g)].map(([, name = ""]) => name));
  expect(started).toEqual(["search-thread", "appender-thread"]);
  const bundling = readFileSync("rolldown.config.mjs", "utf8");
  for (const name of started) {
    const source = new RegExp(`"${name}": "([^"]+/${name}\\.ts)"`).exec(bundling)?.[1] ?? "";
    expect(existsSync(source)).toBe(true);
  }
});
