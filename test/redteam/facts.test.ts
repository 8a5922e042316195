/** Facts that come from elsewhere, as the App reads them: reports of CI, advisories, another decision point. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import type { CheckRun } from "../loopback/state/check.ts";
import { zipOf } from "../worker/red-repository.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";

let stand: Stand;
let opa: Server;
let folder = "";
let decision: unknown = { result: true };
beforeEach(() => { decision = { result: true }; });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-facts-"));
  writeFileSync(join(folder, "osv.json"), JSON.stringify([{ id: "GHSA-1", affected: [{ package: { ecosystem: "npm", name: "lodash" }, ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "4.17.21" }] }] }], database_specific: { severity: "HIGH" } }]));
  opa = createServer((request, response) => { request.resume().on("end", () => { response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(decision)); }); });
  await new Promise<void>((resolve) => { opa.listen(0, "127.0.0.1", resolve); });
  stand = await openStand({ opaUrl: `http://127.0.0.1:${(opa.address() as AddressInfo).port}`, advisories: join(folder, "osv.json") });
});
afterAll(async () => {
  await stand.close();
  await new Promise((resolve) => { opa.close(resolve); });
  rmSync(folder, { recursive: true, force: true });
});

const lock = (packages: object): string => JSON.stringify({ name: "a", lockfileVersion: 3, packages: { "": { name: "a" }, ...packages } });
const lodash = (version: string, licence = "MIT"): object => ({ "node_modules/lodash": { version, resolved: `https://packages.example/lodash-${version}.tgz`, integrity: "sha512-a", license: licence } });

interface Opened { readonly project: Project; readonly head: string }

async function opened(name: string, rules: string, change: Readonly<Record<string, string>>, artifact: Readonly<Record<string, string>> | null = null): Promise<Opened> {
  const project = await Project.open(stand, name, {
    ".github/regreen.yml": "version: 1\nreact: {branches: [\"never\"]}\ngate: {govern: all, reports: [reports]}\npolicies: [default, .github/policies/own.yml]\n",
    ".github/policies/own.yml": `version: 1\nrules:\n${rules}`, "package-lock.json": lock({}),
  });
  await project.push("Change", change, "feature");
  await project.person.pulls.create({ ...project.at, head: "feature", base: "main", title: "Change" });
  const head = await until("the pull request", () => project.pulls()[0]?.pull.headSha);
  const run = project.repository.workflowRuns.find((one) => one.headSha === head);
  if (artifact !== null && run !== undefined) stand.loopback.actions.addArtifact(run, { name: "reports", bytes: Buffer.from(await zipOf(artifact), "base64") });
  await project.playCi({ lint: { conclusion: "success" } });
  return { project, head };
}

const says = ({ project, head }: Opened, wanted: RegExp): Promise<CheckRun> => until(`the check to say ${String(wanted)}`, () =>
  project.checks("regreen/policy").find(({ headSha, output }) => headSha === head && wanted.test(output.summary ?? "")), 20);

const covered = "  - {id: covered, require: coverage.percent >= 80, otherwise: deny, message: Covered, stage: 3}\n";
const source = { "src/app.js": "export const answer = 43;\nexport const more = 44;\n" };
const lcov = (hits: number): Readonly<Record<string, string>> => ({ "lcov.info": `SF:src/app.js\nDA:1,1\nDA:2,${hits}\nend_of_record\n` });

test("coverage of the changed lines is read from the artifact that the configuration names", async () => {
  expect((await says(await opened("covered", covered, source, lcov(1)), /`covered` holds/)).conclusion).toBe("success");
});

test("a changed line that no test ran is shown where it stands", async () => {
  const check = await says(await opened("uncovered", covered, source, lcov(0)), /`covered` does not hold[\s\S]*coverage\.percent = 50/);
  expect([check.conclusion, check.annotations.map(({ path, start_line }) => [path, start_line])]).toEqual(["failure", [["src/app.js", 2]]]);
});

test("without a report coverage is not known, and the rule waits", async () => {
  expect((await says(await opened("unreported", covered, source), /`covered` waits: coverage\.percent is not known yet/)).conclusion).toBeNull();
});

const safe = "  - {id: safe, require: vulnerabilities.found == 0, otherwise: deny, message: Safe, stage: 4}\n  - {id: licensed, require: size(licences.unknown) == 0 && size(licences.copyleft) == 0, otherwise: deny, message: Licensed, stage: 4}\n";

test("a package that comes in with a known vulnerability is denied, by its name", async () => {
  const check = await says(await opened("vulnerable", safe, { "package-lock.json": lock(lodash("4.17.20")) }), /`safe` does not hold[\s\S]*vulnerabilities\.found = 1/);
  expect(check.conclusion).toBe("failure");
});

test("the fixed version comes in", async () => {
  expect((await says(await opened("mended", safe, { "package-lock.json": lock(lodash("4.17.21")) }), /`safe` holds/)).conclusion).toBe("success");
});

test("a licence that asks for the whole work's source is denied", async () => {
  expect((await says(await opened("copyleft", safe, { "package-lock.json": lock(lodash("4.17.21", "AGPL-3.0-only")) }), /`licensed` does not hold/)).conclusion).toBe("failure");
});

const always = "  - {id: always, require: \"true\", otherwise: deny, message: Always}\n";
test.each<readonly [string, unknown, RegExp]>([
  ["denies", { result: { allow: false, reasons: ["not today"] } }, /`decision` does not hold: The organisation's decision point does not allow it[\s\S]*not today/],
  ["is silent", {}, /`decision` does not hold: The organisation's decision point does not answer/],
])("what another decision point %s is denied, though every rule here allows it", async (what, answer, words) => {
  decision = answer;
  expect((await says(await opened(`opa-${what.replaceAll(" ", "-")}`, always, source), words)).conclusion).toBe("failure");
});
