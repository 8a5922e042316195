/** The ports of one process: the real store, reader and writer, each call of theirs a call of the process. */
import type { Client, Reply, Session } from "../../src/adapters/github/client.ts";
import { faultOf } from "../../src/adapters/github/fault-of.ts";
import type { Operation } from "../../src/adapters/github/operations.ts";
import { createRateLimits } from "../../src/adapters/github/rate-limit.ts";
import { createPolicyReader } from "../../src/adapters/github/reader/policy-reader.ts";
import { createReader } from "../../src/adapters/github/reader/create-reader.ts";
import { Fault } from "../../src/core/fault/fault.ts";
import type { Repository } from "../../src/core/repair/repair.ts";
import type { GitHubReader, PolicyReader } from "../../src/ports/github.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { answer } from "./hub/answer.ts";
import { HttpTrouble } from "./hub/http-trouble.ts";
import { ME, REPOSITORY, type Hub } from "./hub/hub.ts";
import { everyPart, type Part, type SimulatedDatabase } from "./database.ts";
import type { Call, SimulatedProcess } from "./process.ts";

/** Which methods of the store only read; `claim` finds nothing most of the time, and then has changed nothing. */
const reads: ReadonlySet<string> = new Set(["find", "list", "resting", "receipts", "unfinished", "count", "ofRepair", "head", "origin", "latestCheckpoint", "content", "contents", "occurrences", "summaries", "runs", "testFailures", "history", "totals", "recent", "secondsToWait", "instructions", "of", "ofComment", "repositories", "observing", "watched"]);

/** What `claim` and `renew` change is no news for others, but moves what falls due. */
const quiet: ReadonlySet<string> = new Set(["claim", "renew", "takeRoom"]);

/** Where a call moves what falls due: a lease is of its own part, and these parts know of nothing that is due. Any other call may move anything. */
const dueless: ReadonlySet<string> = new Set(["orders", "ledger", "pace", "evidence", "history", "skillRecords"]);
const leases: ReadonlySet<string> = new Set(["append", "claim", "renew", "postpone"]);
const movedBy = (name: string, method: string): readonly Part[] => (dueless.has(name) ? [] : everyPart.filter((part) => part === name || !leases.has(method)));

export function storeOf(process: SimulatedProcess, store: Store, database: SimulatedDatabase): Store {
  const claimsNothing = (name: string, method: string): boolean => method === "claim" && database.nextDue(name as Part) > Date.parse(process.clock.now());
  const part = <Part extends object>(name: string, of: Part): Part => new Proxy(of, {
    get(target, method, receiver) {
      const value: unknown = Reflect.get(target, method, receiver);
      if (typeof value !== "function" || typeof method !== "string" || method === "read") return value;
      const call: Call = { port: "store", name: `${name}.${method}`, writes: !reads.has(method) || (name === "crawls" && method === "list"), quiet: quiet.has(method) };
      const moved = movedBy(name, method);
      return async (...all: readonly unknown[]) => {
        // A claim that finds nothing changes nothing: idle loops make thousands of them.
        if (claimsNothing(name, method)) return [];
        return process.call(call, async () => {
          const result: unknown = await Reflect.apply(value, target, all);
          if (call.writes) database.written(moved);
          return result;
        });
      };
    },
  });
  return {
    ...store, inbox: part("inbox", store.inbox), repairs: part("repairs", store.repairs), outbox: part("outbox", store.outbox), requests: part("requests", store.requests), crawls: part("crawls", store.crawls), orders: part("orders", store.orders), ledger: part("ledger", store.ledger),
    pace: part("pace", store.pace), evidence: part("evidence", store.evidence), history: part("history", store.history), skillRecords: part("skillRecords", store.skillRecords), pendingFixes: store.pendingFixes, keys: store.keys,
  };
}

export function clientOf(process: SimulatedProcess, hub: Hub, database: SimulatedDatabase): Client {
  const limits = createRateLimits({ known: database.pauses(), keep: (installation, until) => { database.pause(installation, until); } });
  const asked = async <T>(operation: string, repository: Repository, work: () => T): Promise<T> => {
    const wait = limits.remaining(repository.installation_id, hub.now());
    if (wait > 0) throw new Fault("github-rate-limited", { detail: "still waiting, nothing was sent", retryAfterSeconds: wait });
    try {
      return await process.call({ port: "github", name: operation, writes: !operation.startsWith("GET "), quiet: false }, work);
    } catch (error) {
      if (!(error instanceof HttpTrouble)) throw error;
      const fault = faultOf(error, operation, hub.now());
      if (fault.retryAfterSeconds !== null) limits.note(repository.installation_id, hub.now() + fault.retryAfterSeconds * 1000);
      throw fault;
    }
  };
  return {
    apiUrl: "https://api.github.test", downloadOrigins: [],
    asApp: () => Promise.reject(new Error("nobody asks about the App in a story")), session: (repository): Session => ({
      repository,
      ask: (operation, parameters) => asked(operation, repository, () => answer(hub, operation as Operation, parameters as Readonly<Record<string, unknown>>)),
      locate: () => Promise.reject(new Error("downloads are simulated whole")),
    }),
    installations: () => asked("GET /app/installations", own, () => reply([{ id: own.installation_id, suspended_at: null }])),
    repositoriesOf: (installation) => asked("GET /installation/repositories", { ...own, installation_id: installation }, () => reply({ repositories: [{ id: own.id, full_name: own.name, default_branch: own.default_branch }] })),
    app: () => asked("GET /app", own, () => ({ id: ME.id, slug: ME.slug })),
  };
}

const own = { id: REPOSITORY.id, name: REPOSITORY.name, installation_id: REPOSITORY.installation_id, default_branch: REPOSITORY.default_branch } as Repository;

function reply(data: unknown): Reply {
  return { status: 200, headers: {}, data };
}

/** What only policies ask is not known in these stories; who may write, and which pull requests are open, is. */
export function policyReaderOf(client: Client): PolicyReader {
  const unknown = (): Promise<null> => Promise.resolve(null);
  const { power, pullsSince } = createPolicyReader(client);
  return { power, repository: unknown, isProtected: unknown, mayWrite: unknown, mergeBase: unknown, teamMembers: unknown, organisationFile: unknown, pullsSince };
}

export function readerOf(process: SimulatedProcess, client: Client, hub: Hub): GitHubReader {
  const download = async <T>(name: string, work: () => T): Promise<T> => {
    try {
      return await process.call({ port: "github", name, writes: false, quiet: false }, work);
    } catch (error) {
      throw error instanceof HttpTrouble ? faultOf(error, name, hub.now()) : error;
    }
  };
  return {
    ...createReader(client),
    async *jobLog(_, jobId) { yield await download("job log", () => Buffer.from(hub.logs.get(jobId) ?? "")); },
    artifact: (_, runId, name) => download("artifact", () => hub.artifacts.get(runId)?.find((one) => one.name === name)?.bytes ?? null),
  };
}
