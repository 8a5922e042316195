import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import type { FaultAct } from "../loopback/http/faults.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";

let stand: Stand;
/** Every operation that a whole story asks of GitHub. */
const asked = new Set<string>();

beforeAll(async () => {
  stand = await openStand();
  const { faults } = stand.loopback;
  const take = faults.take.bind(faults);
  faults.take = (request) => {
    if (request.operation !== null) asked.add(request.operation);
    return take(request);
  };
  await wholeStory(await Project.open(stand, "in-peace"));
  faults.take = take;
});
afterAll(() => stand.close());

async function wholeStory(project: Project): Promise<void> {
  await project.allowed(await project.offered());
}

const afterwards: FaultAct = { kind: "after-commit", status: 502 };
const noTime: FaultAct = { kind: "secondary-limit", retryAfterSeconds: null };
const others: readonly FaultAct[] = [
  { kind: "status", status: 500 },
  { kind: "drop", when: "before" },
  { kind: "status", status: 429, message: "API rate limit exceeded", headers: { "retry-after": "2" } },
  { kind: "drop", when: "done" },
  { kind: "secondary-limit", retryAfterSeconds: 3 },
  { kind: "status", status: 409, message: "Git Repository is empty." },
];

test.each<readonly [string, (index: number) => readonly FaultAct[]]>([
  ["502 after the thing was done", () => [afterwards]],
  ["a secondary rate limit that names no time", () => [noTime]],
  ["500, 409, 429, a limit with its time, a cut connection before and after, each call another", (index) => [others[index % others.length] ?? afterwards]],
])("every kind of call is answered badly: %s. The story ends as in peace, with one of everything", async (name, acts) => {
  const { faults } = stand.loopback;
  const project = await Project.open(stand, `in-trouble-${name.length}`);
  const before = faults.struck.length;
  [...asked].forEach((operation, index) => { for (const act of acts(index)) faults.next({ operation }, act); });
  await stand.hurrying(() => wholeStory(project));
  faults.clear();
  // Who we are (`GET /app`) is asked once in the life of the process.
  expect(faults.struck.length - before).toBeGreaterThanOrEqual(asked.size - 1);
  expect([project.pulls().length, (await project.ownBranches()).length, project.fixRuns().length, project.issues().length]).toEqual([1, 1, 1, 0]);
  expect(new Set(project.checks("regreen/policy").map(({ headSha }) => headSha)).size).toBe(project.checks("regreen/policy").length);
  expect((await project.repairs()).map(({ violations, attempts }) => [violations, attempts])).toEqual([[0, 1]]);
  await stand.ledger();
});

test("R05: after a secondary limit without a time nothing at all is sent for a minute, and what waits is not lost", async () => {
  const { faults } = stand.loopback;
  const project = await Project.open(stand, "quiet-minute");
  faults.next({ operation: "actions/get-workflow-run" }, noTime);
  const times: number[] = [];
  const take = faults.take.bind(faults);
  await project.turnRed();
  await until("the limit to strike", () => faults.struck.find(({ act, path }) => act === noTime && path.includes(project.repository.name)), 10);
  const from = stand.clock.milliseconds();
  faults.take = (request) => {
    times.push((stand.clock.milliseconds() - from) / 1000);
    return take(request);
  };
  await stand.hurrying(() => project.fixRun());
  faults.take = take;
  // Calls that were on their way together with the refused one may still arrive.
  expect(times.filter((seconds) => seconds > 1 && seconds < 60)).toEqual([]);
  expect(times.some((seconds) => seconds >= 60)).toBe(true);
});
