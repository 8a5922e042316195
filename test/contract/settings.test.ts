import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { commands } from "../../src/commands.ts";

/** Names of environment variables in a text. */
function variablesIn(text: string): readonly string[] {
  return [...new Set(text.match(/\b(?:[A-Z]+_)+[A-Z]+\b|\b(?:HOST|PORT)\b/g))].toSorted();
}

/** Not the operator's to set: read to find or to refuse something. */
const besides = ["NODE_ENV", "NODE_TLS_REJECT_UNAUTHORIZED", "XDG_STATE_HOME"];

const readme = readFileSync("README.md", "utf8");
const table = readme.slice(readme.indexOf("<!-- settings:start -->"), readme.indexOf("<!-- settings:end -->"));
const source = readFileSync("src/settings/variables.ts", "utf8");
const read = [...source.slice(source.indexOf("const Variables"), source.indexOf("type Variables")).matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = ""]) => name).filter((name) => !besides.includes(name)).toSorted();

test("the README's table of settings names every variable that a serving process reads, and no other", () => {
  expect(variablesIn(table)).toEqual(read);
});

test("so does the help of regreen serve", async () => {
  const serve = await commands.find(({ name }) => name === "serve")?.load();
  expect(variablesIn(serve?.usage ?? "")).toEqual(read);
});
