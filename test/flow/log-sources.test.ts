/** D11: a log beside CI shows a failure; one tracking issue says so in the repository that the operator named, is brought up to date instead of repeated, and is closed when the log is quiet. */
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
let folder: string;
let log: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "regreen-logs-"));
  log = join(folder, "api.log");
  writeFileSync(log, "Error: an old one\n    at old (/app/src/old.js:1:1)\n");
  const sourcesPath = join(folder, "sources.yml");
  writeFileSync(sourcesPath, `version: 1\nsources:\n  - {name: api-log, repository: octo/logged, kind: file, path: ${log}}\n  - {name: lost, repository: octo/logged, kind: file, path: ${join(folder, "none.log")}}\n`, { mode: 0o600 });
  stand = await openStand({ crawlMinutes: 5, sourcesPath });
});
afterAll(async () => {
  expect(stand.loopback.violations).toEqual([]);
  await stand.close();
  rmSync(folder, { recursive: true, force: true });
});

const failure = "2026-11-28T10:00:01Z ERROR Unhandled rejection\nError: cannot reach the database\n    at connect (/app/src/db.js:3:9)\n";

interface Watched { readonly looks: number; readonly reason: string | null; readonly begun: boolean }

async function observer(named: string): Promise<Watched | null> {
  const found = (await stand.serving().store.repairs.observing()).find(({ subject: { source } }) => source.kind === "log_source" && source.name === named);
  if (found?.observation === undefined || found.subject.source.kind !== "log_source") return null;
  return { looks: found.subject.source.look, reason: found.reason, begun: found.observation.cursor !== null };
}

async function nextLook(): Promise<void> {
  const before = (await observer("api-log"))?.looks ?? 0;
  stand.clock.forward(301);
  await stand.hurrying(() => until("another look", async () => (((await observer("api-log"))?.looks ?? 0) > before ? true : null), 20));
}

test("a failing log opens one issue; the same failure later brings it up to date; a restart repeats nothing; a quiet day closes it, and the failure opens it again", async () => {
  const project = await Project.open(stand, "logged", { ".github/regreen.yml": "version: 1\nalerts: {new: true}\n" });
  const issues = async () => (await project.person.issues.listForRepo({ ...project.at, state: "all" })).data.filter(({ pull_request }) => pull_request === undefined);
  await stand.hurrying(() => until("the first look", async () => ((await observer("api-log"))?.begun === true ? true : null), 20));
  appendFileSync(log, failure);
  await nextLook();
  const [issue] = await until("the issue", async () => { const all = await issues(); return all.length > 0 ? all : null; }, 20);
  expect(issue).toMatchObject({ title: "New failure in api-log: Error: cannot reach the database", state: "open" });
  expect(issue?.body).toContain("The log source `api-log` shows a failure: it was not seen in this repository before.");
  await stand.restart();
  stand.clock.forward(3_600);
  appendFileSync(log, failure);
  await nextLook();
  await until("the issue to be brought up to date", async () => ((await issues())[0]?.body?.includes("seen 2 times") === true ? true : null), 20);
  expect(await issues()).toHaveLength(1);
  stand.clock.forward(25 * 3_600);
  await nextLook();
  await until("the issue to be closed, since the log was quiet", async () => ((await issues())[0]?.state === "closed" ? true : null), 20);
  expect((await issues())[0]?.body).toContain("not seen for 24 hours (`alerts.quiet_hours`)");
  appendFileSync(log, failure);
  await nextLook();
  await until("the issue to be open again", async () => ((await issues())[0]?.state === "open" ? true : null), 20);
  expect(await issues()).toHaveLength(1);
  expect((await project.repairs()).map(({ subject }) => subject.source.kind)).toEqual([]);
});

test("a file that is not there is said, and looked for again", async () => {
  expect(await stand.hurrying(() => until("a look at the other source", () => observer("lost"), 20))).toMatchObject({ reason: expect.stringContaining("cannot be opened") });
});
