import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { readSources } from "../../../src/adapters/log-sources/read-sources.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "regreen-sources-"));
  path = join(folder, "sources.yml");
  writeFileSync(path, "version: 1\nsources:\n  - {name: edge, repository: octo/hello, kind: http, url: 'https://logs.example.com/', headers: {authorization: EDGE_TOKEN}}\n", { mode: 0o600 });
});
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

test("the values of the variables that are named are kept, and nothing else of the environment", () => {
  expect(readSources(path, { EDGE_TOKEN: "Bearer abc", OTHER: "x" })).toMatchObject({ sources: [{ name: "edge" }], variables: { EDGE_TOKEN: "Bearer abc" } });
  expect(Object.keys(readSources(path, { EDGE_TOKEN: "a", OTHER: "x" }).variables)).toEqual(["EDGE_TOKEN"]);
});

test("a file that others may write to is refused", () => {
  chmodSync(path, 0o620);
  expect(() => readSources(path, { EDGE_TOKEN: "a" })).toThrow("which others than its owner may write to");
});

test.each([[{}], [{ EDGE_TOKEN: " " }], [{ EDGE_TOKEN: "a\r\nx-injected: 1" }]])("a variable without one line of value is refused by its name: %j", (environment) => {
  expect(() => readSources(path, environment)).toThrow("names EDGE_TOKEN for the source edge");
});

test("mistakes are named with line and column", () => {
  writeFileSync(path, "version: 1\nsources:\n  - {name: edge, repository: octo/hello, kind: file, path: logs}\n");
  expect(() => readSources(path, {})).toThrow(/sources\.yml:3:\d+.*absolute path/s);
});
