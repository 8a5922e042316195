/** The appending thread: a connection of its own that stores deliveries, syncs them and copies the write-ahead log, so that the main thread never waits for the disk because of them. */
import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { appendDeliveries } from "../inbox/append.ts";
import type { Answer, Group, ThreadData } from "./appender.ts";
import { openSqlite } from "./open-sqlite.ts";
import { ThreadGate } from "./write-gate.ts";

/**
 * 16 MB. Copying the write-ahead log into the file syncs twice, and who comes meanwhile waits: less is copied too often (SQLite's default is 1,000 pages), more takes too
 * long at once (64 MB, at 100 connections on a busy disk: p99 263 instead of 176 ms). What the worker has taken and dropped by then is not copied at all.
 */
const CHECKPOINT_PAGES = 4_000;

function serve(port: MessagePort, { path, gate }: ThreadData): void {
  const database = openSqlite({ path, gate: new ThreadGate(gate), checkpointPages: CHECKPOINT_PAGES });
  const append = async ({ number, deliveries }: Group): Promise<Answer> => {
    try {
      return { number, outcomes: await database.write(() => appendDeliveries(deliveries)) };
    } catch (error) {
      return { number, fault: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on("message", (asked: Group | "close") => {
    if (asked === "close") void database.close().then(() => port.close());
    else void append(asked).then((answer) => port.postMessage(answer));
  });
}

if (parentPort !== null) serve(parentPort, workerData as ThreadData);
