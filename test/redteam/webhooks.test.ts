/** What comes to the door of a serving App from whoever can reach it. The door's own cases stand in test/app/door; here it is what follows of them. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { deliver, digested } from "../flow/deliver.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";

let stand: Stand;
let project: Project;
let told: { readonly event: string; readonly payload: string };
beforeAll(async () => {
  stand = await openStand();
  project = await Project.open(stand, "captured");
  await project.turnRed();
  await project.fixRun();
  const red = stand.loopback.deliveries.findLast(({ event, payload }) => event === "workflow_run" && payload.includes('"conclusion":"failure"'));
  told = { event: "workflow_run", payload: red?.payload ?? "" };
});
afterAll(() => stand.close());

interface Standing { readonly repairs: number; readonly entries: number; readonly writes: number }
/** Once every delivery is digested and every repair rests. */
async function standing(): Promise<Standing> {
  await digested(stand);
  await until("the repairs to rest", async () => ((await stand.serving().store.repairs.list({ most: 200 })).every(({ step }) => step !== "diagnose") ? true : null), 20);
  return { repairs: (await stand.serving().store.repairs.list({ most: 200 })).length, entries: (await stand.ledger()).length, writes: stand.loopback.state.writes.length };
}

test("the delivery that is used here is one that opens a repair: with another run in it, it opens another", async () => {
  const before = await standing();
  const other = told.payload.replace(/("workflow_run":\{"id":)\d+/, "$1999");
  expect(await deliver(stand, { event: "workflow_run", body: other })).toBe(202);
  expect((await standing()).repairs).toBe(before.repairs + 1);
});

describe("nothing comes of", () => {
  test.each<readonly [string, string | null]>([["an unsigned delivery", null], ["one that another secret signed", "another-secret-of-theirs-1234"], ["one that an empty secret signed", ""]])("%s: 401, and not a row", async (_name, secret) => {
    const before = await standing();
    const deliveries = await stand.serving().store.inbox.count();
    expect(await deliver(stand, { event: told.event, body: told.payload.replace(/("workflow_run":\{"id":)\d+/, "$1998"), secret })).toBe(401);
    expect(await stand.serving().store.inbox.count()).toEqual(deliveries);
    expect(await standing()).toEqual(before);
  });

  test("W07: a captured delivery, replayed under its own GUID and under twenty others", async () => {
    const before = await standing();
    const captured = stand.loopback.deliveries.find(({ payload }) => payload === told.payload);
    for (const guid of [captured?.guid ?? "", ...Array.from({ length: 20 }, () => randomUUID())]) expect(await deliver(stand, { event: told.event, body: told.payload, guid })).toBe(202);
    expect(await standing()).toEqual(before);
  });

  test.each(["check_run", "push", "pull_request", "pull_request_review", "installation", "issue_comment", "ping", "x"])("W09: its body under the name %s", async (event) => {
    const before = await standing();
    expect(await deliver(stand, { event, body: told.payload })).toBe(202);
    expect({ ...(await standing()), entries: 0 }).toEqual({ ...before, entries: 0 });
  });

  test.each<readonly [string, string]>([
    ["no JSON", "{"], ["a list", "[]"], ["a number", "1"], ["null", "null"], ["an empty object", "{}"], ["a body without a run", '{"action":"completed"}'],
    ["a run without a number", '{"action":"completed","workflow_run":{"id":"1"}}'], ["polluted keys", '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"action":"completed"}'],
    ["a body as deep as a well", `${"[".repeat(20_000)}${"]".repeat(20_000)}`], ["bytes that are no text", "\ud800\u0000"],
  ])("%s, signed: taken, ignored by name, and the next is served", async (_name, body) => {
    const before = await standing();
    expect(await deliver(stand, { event: "workflow_run", body })).toBe(202);
    expect(await standing()).toEqual(before);
    expect(Reflect.get({}, "isAdmin")).toBeUndefined();
    expect(await stand.serving().store.inbox.count()).toMatchObject({ waiting: 0, dead: 0 });
  });
});

test("W14: a delivery about a repository where the App is not installed opens a repair that finds nothing there, and writes nothing", async () => {
  const writes = project.writes().length;
  const foreign = told.payload.replaceAll('"full_name":"octo/captured"', '"full_name":"octo/elsewhere"').replace(/("workflow_run":\{"id":)\d+/, "$1997");
  expect(await deliver(stand, { event: told.event, body: foreign })).toBe(202);
  await digested(stand);
  const there = (await stand.serving().store.repairs.list({ most: 200 })).find(({ subject }) => subject.repository.name === "octo/elsewhere");
  expect(there).toBeDefined();
  expect(project.writes()).toHaveLength(writes);
});

test("W17: addresses in a payload are not followed", async () => {
  let hits = 0;
  const trap = createServer((_request, response) => { hits += 1; response.end(); });
  await new Promise<void>((resolve) => { trap.listen(0, "127.0.0.1", resolve); });
  const { port } = trap.address() as { port: number };
  const body = told.payload.replaceAll(stand.loopback.url, `http://127.0.0.1:${port}`).replace(/("workflow_run":\{"id":)\d+/, "$1996");
  expect(body).toContain(`:${port}/`);
  expect(await deliver(stand, { event: told.event, body })).toBe(202);
  await digested(stand);
  await project.until(({ subject, step }) => subject.source.kind === "workflow_run" && subject.source.run_id === 996 ? step === "closed" : false, (await project.repairs()).length - 1);
  trap.close();
  expect(hits).toBe(0);
});

test("W18: ten thousand deliveries of events that nobody knows are dropped, and make no new series of measurements", async () => {
  const before = await standing();
  const series = async (): Promise<readonly string[]> => (await (await fetch(`${stand.serving().url}/metrics`)).text()).split("\n").filter((line) => line.startsWith("regreen_")).map((line) => line.replace(/ \S+$/, ""));
  expect(await deliver(stand, { event: "unknown_warm_up", body: "{}" })).toBe(202);
  await digested(stand);
  // Asking is measured too: the second answer holds what the first was.
  await series();
  const known = new Set(await series());
  const kept = await stand.serving().store.inbox.count();
  const started = performance.now();
  for (let sent = 0; sent < 10_000; sent += 100) {
    const codes = await Promise.all(Array.from({ length: 100 }, (_, index) => deliver(stand, { event: `unknown_${sent + index}`, body: "{}" })));
    expect(new Set(codes)).toEqual(new Set([202]));
  }
  await digested(stand);
  const seconds = (performance.now() - started) / 1000;
  const fresh = (await series()).filter((name) => !known.has(name));
  // What Node tells of itself and what other repairs asked of GitHub in the meantime come from closed lists.
  expect([fresh.filter((name) => name.includes("unknown_")), fresh.filter((name) => !/^regreen_(?:nodejs|process|github_request)/.test(name))]).toEqual([[], []]);
  expect(known.size).toBeGreaterThan(10);
  expect({ ...(await standing()), entries: 0 }).toEqual({ ...before, entries: 0 });
  expect((await stand.serving().store.inbox.count()).dead).toBe(kept.dead);
  expect(seconds).toBeLessThan(120);
  // The control: a known event is still taken up.
  const other = told.payload.replace(/("workflow_run":\{"id":)\d+/, "$1995");
  expect(await deliver(stand, { event: told.event, body: other })).toBe(202);
  expect((await standing()).repairs).toBe(before.repairs + 1);
}, 180_000);
