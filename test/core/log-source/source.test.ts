import { expect, test } from "@jest/globals";
import { placeOf, SourcesFile } from "../../../src/core/log-source/source.ts";

const file = { name: "api-log", repository: "octo/hello", kind: "file", path: "/var/log/api.log" };
const http = { name: "edge", repository: "octo/hello", kind: "http", url: "https://logs.example.com/api?key=secret" };
const uuid = "6f1f9b1e-0d0e-4b52-9d6a-0a6b8a4e2f10";
const railway = { name: "web", repository: "octo/hello", kind: "railway", project: uuid, environment: uuid, service: uuid, token: "WEB_LOG_TOKEN" };
const accepts = (...sources: readonly object[]): boolean => SourcesFile.safeParse({ version: 1, sources }).success;

test("a file, an endpoint and a Railway service are sources", () => { expect(accepts(file, http, railway)).toBe(true); });

test.each<[string, object]>([
  ["a key that nobody knows", { ...file, colour: "red" }],
  ["a path that is not absolute", { ...file, path: "api.log" }],
  ["a name that is no name", { ...file, name: "API log" }],
  ["a repository without its owner", { ...file, repository: "hello" }],
  ["http in the open internet", { ...http, url: "http://logs.example.com/api" }],
  ["a password in the address", { ...http, url: "https://me:secret@logs.example.com/" }],
  ["another protocol", { ...http, url: "ftp://logs.example.com/api" }],
  ["a secret where a variable's name belongs", { ...http, headers: { authorization: "Bearer abc" } }],
  ["a Railway service without a token", { ...railway, token: undefined }],
  ["a kind that nobody knows", { ...file, kind: "syslog" }],
])("refused: %s", (_what, source) => { expect(accepts(source)).toBe(false); });

test("two sources of one name are refused", () => { expect(accepts(file, { ...file, path: "/var/log/other.log" })).toBe(false); });

test("of an address people see the origin alone: the rest may be a secret", () => {
  const [source] = SourcesFile.parse({ version: 1, sources: [http] }).sources;
  expect(source === undefined ? null : placeOf(source)).toBe("https://logs.example.com");
});
