import { describe, expect, test } from "@jest/globals";
import { parseConfiguration } from "../../../src/core/configuration/parse-configuration.ts";
import { openLogReading } from "../../../src/core/failure/read-log.ts";
import type { FailureReport } from "../../../src/core/failure/report.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import type { RepositoryName } from "../../../src/core/identity/identifier.ts";
import { after, type Timestamp } from "../../../src/core/identity/timestamp.ts";
import { decideObserve, decideTrouble, observationOf, type Look } from "../../../src/core/log-source/decide-observe.ts";
import { openObservation } from "../../../src/core/log-source/open-observation.ts";
import { LogSource } from "../../../src/core/log-source/source.ts";
import type { Repair } from "../../../src/core/repair/repair.ts";

const at = "2026-11-28T10:00:00.000Z" as Timestamp;
const source = LogSource.parse({ name: "api-log", repository: "octo/hello", kind: "file", path: "/var/log/api.log" });
const repository = { id: 7, name: "octo/hello" as RepositoryName, installation_id: 42, default_branch: "main" };
const { opened: { repair } } = openObservation({ repository, name: "api-log" }, { at, seed: "abcd" });
const asking = parseConfiguration(Buffer.from("version: 1\nalerts: {new: true, spike: true, sustained: true}\n"));
const silent = parseConfiguration(Buffer.from("version: 1\n"));
const cursor = { kind: "file", device: "1", inode: "2", offset: 9, head: { bytes: 9, sha256: digestOf("a") } } as const;

const reading = openLogReading({ job: "api-log", workspace: null });
reading.push(new TextEncoder().encode("Error: cannot reach the database\n    at connect (/app/src/db.js:3:9)\n"));
const reports: readonly FailureReport[] = reading.finish().reports;

const look = (changes: Partial<Look> = {}): Look => ({ source, configuration: asking, reading: { cursor, requests: { total: 0, failed: 0 }, more: false }, reports, occurrences: new Map(), at, everySeconds: 300, ...changes });
const decided = (from: Repair, changes: Partial<Look> = {}) => decideObserve(from, observationOf(from, source, changes.at ?? at), look(changes));

describe("a look at a log", () => {
  test("moves the cursor, counts the look, keeps what was seen, and is due again, in one decision", () => {
    const { repair: next, due, seen } = decided(repair);
    expect(next.observation).toMatchObject({ cursor, next: after(at, 300), trouble: null });
    expect([next.subject.source, due]).toEqual([{ kind: "log_source", name: "api-log", look: 1 }, after(at, 300)]);
    expect(seen?.occurrences.map(({ source: from, branch }) => [from, branch])).toEqual([["log:api-log:1", "log:api-log"]]);
  });

  test("a new failure asks for one issue, in the named repository", () => {
    const { effects } = decided(repair);
    expect(effects).toMatchObject([{ repository, effect: { kind: "upsert_issue", title: "New failure in api-log: Error: cannot reach the database", state: "open" } }]);
  });

  test("told already and still there: nothing until an hour has passed, then the same issue is brought up to date", () => {
    const first = decided(repair).repair;
    const markers = (changes: Partial<Look>): readonly string[] => decided(first, changes).effects.flatMap(({ effect }) => (effect.kind === "upsert_issue" ? [effect.marker] : []));
    expect(markers({ at: after(at, 600) })).toEqual([]);
    expect(markers({ at: after(at, 3_601) })).toEqual([`<!-- regreen:alert:new:api-log:${reports[0]?.fingerprint ?? ""} -->`]);
  });

  test("a repository that asks for no alerts is told nothing, and the history is kept all the same", () => {
    const { effects, seen } = decided(repair, { configuration: silent });
    expect([effects, seen?.occurrences.length]).toEqual([[], 1]);
  });

  test("where there is more to read it is due at once", () => {
    expect(decided(repair, { reading: { cursor, requests: { total: 0, failed: 0 }, more: true } }).due).toBe(at);
  });

  test("server errors that last are told by the rule `sustained`", () => {
    const bad = { reading: { cursor, requests: { total: 20, failed: 15 }, more: false }, reports: [] };
    const first = decided(repair, bad);
    expect(first.effects).toEqual([]);
    expect(decided(first.repair, { ...bad, at: after(at, 1_000) }).effects).toMatchObject([{ effect: { title: "Lasting server errors in api-log", marker: "<!-- regreen:alert:5xx:api-log:5xx -->" } }]);
  });

  test("a source that cannot be read keeps its place and says why", () => {
    const first = decided(repair).repair;
    const { repair: next, due } = decideTrouble(first, observationOf(first, source, at), { trouble: "it cannot be opened", next: after(at, 300) });
    expect([next.observation?.cursor, next.observation?.trouble, next.reason, due]).toEqual([cursor, "it cannot be opened", "it cannot be opened", after(at, 300)]);
  });

  test("a source that was moved to another file begins anew there", () => {
    const moved = LogSource.parse({ ...source, path: "/var/log/other.log" });
    expect(observationOf(decided(repair).repair, moved, at)).toMatchObject({ cursor: null, told: [{ rule: "new" }] });
  });
});

describe("a log that has gone quiet", () => {
  const patient = parseConfiguration(Buffer.from("version: 1\nalerts: {new: true, quiet_hours: 6}\n"));
  const told = decided(repair, { configuration: patient }).repair;
  const quiet = (hours: number, changes: Partial<Look> = {}) => decided(told, { configuration: patient, reports: [], at: after(at, hours * 3_600), ...changes });

  test("has its issue closed after the hours that the repository says and the hour between two tellings, once", () => {
    expect(quiet(6.9).effects).toEqual([]);
    const closed = quiet(7);
    expect(closed.effects).toMatchObject([{ repository, effect: { kind: "close_issue", marker: `<!-- regreen:alert:new:api-log:${reports[0]?.fingerprint ?? ""} -->`, sentence: expect.stringContaining("**Quiet** since 2026-11-28T10:00:00.000Z: not seen for 6 hours") } }]);
    expect(decided(closed.repair, { configuration: patient, reports: [], at: after(at, 9 * 3_600) }).effects).toEqual([]);
  });

  test("and shows the failure again: the same issue is opened again at once", () => {
    expect(decided(quiet(7).repair, { configuration: patient, at: after(at, 7.1 * 3_600) }).effects).toMatchObject([{ effect: { kind: "upsert_issue", state: "open", title: "New failure in api-log: Error: cannot reach the database" } }]);
  });

  test("is not taken for quiet while there is more to read, nor in a dry run", () => {
    expect(quiet(9, { reading: { cursor, requests: { total: 0, failed: 0 }, more: true } }).effects).toEqual([]);
    expect(quiet(9, { configuration: parseConfiguration(Buffer.from("version: 1\ndry_run: true\nalerts: {new: true, quiet_hours: 6}\n")) }).effects).toEqual([]);
  });
});
