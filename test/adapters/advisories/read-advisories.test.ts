import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { openAdvisories } from "../../../src/adapters/advisories/read-advisories.ts";
import type { Dependency } from "../../../src/core/policy/dependencies/dependency.ts";

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const lodash: Dependency = { ecosystem: "npm", name: "lodash", version: "4.17.20", licence: null };
const flask: Dependency = { ecosystem: "PyPI", name: "flask-cors", version: "1.0", licence: null };
const record = (id: string, ecosystem: string, name: string): object => ({ id, schema_version: "1.6.0", affected: [{ package: { ecosystem, name }, ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "4.17.21" }] }] }] });

let folder = "";
let server: Server;
let url = "";
const asked: unknown[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-advisories-"));
  writeFileSync(join(folder, "all.json"), JSON.stringify([record("GHSA-1", "npm", "lodash"), record("PYSEC-1", "PyPI", "Flask_Cors")]));
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => { body += String(chunk); });
    request.on("end", () => {
      asked.push([request.url, JSON.parse(body)]);
      response.writeHead(request.url?.startsWith("/redirected") === true ? 302 : 200, { "content-type": "application/json", location: "http://127.0.0.1:1/" });
      response.end(request.url?.startsWith("/odd") === true ? "{\"vulns\":7}" : body.includes("lodash") ? JSON.stringify({ vulns: [record("GHSA-1", "npm", "lodash")] }) : "{}");
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await new Promise((resolve) => { server.close(resolve); });
});

const idsOf = async (from: string, ...dependencies: readonly Dependency[]): Promise<unknown> => {
  const answer = await openAdvisories({ from, log: quiet }).about(dependencies);
  return answer === null ? null : { matched: answer.matched, ids: answer.about.map(({ advisories }) => advisories.map(({ id }) => id)) };
};

test.each([["a file", "all.json"], ["a folder", ""]])("%s gives what it has about each package, whatever a name's spelling", async (_what, name) => {
  expect(await idsOf(join(folder, name), lodash, flask, { ...lodash, name: "other" })).toEqual({ matched: false, ids: [["GHSA-1"], ["PYSEC-1"], []] });
});

test("an API is asked about name, ecosystem and version, and has compared by itself", async () => {
  expect(await idsOf(url, lodash, flask)).toEqual({ matched: true, ids: [["GHSA-1"], []] });
  expect(asked).toContainEqual(["/v1/query", { package: { name: "lodash", ecosystem: "npm" }, version: "4.17.20" }]);
});

test.each([
  ["a file that is not there", () => join(folder, "none.json")],
  ["a file that is no JSON", () => { writeFileSync(join(folder, "bad.txt"), "{"); return join(folder, "bad.txt"); }],
  ["a service that is not there", () => "http://127.0.0.1:1"],
  ["a service that sends us elsewhere", () => `${url}/redirected`],
  ["a service that answers in another form", () => `${url}/odd`],
])("%s gives no answer, which is not the same as none", async (_what, from) => {
  expect(await idsOf(from(), lodash)).toBeNull();
});
