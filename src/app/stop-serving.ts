/** Ends a serving process: nothing new is taken, what is in flight is finished. */
import type { Server } from "node:http";
import { once } from "node:events";
import type { Worker } from "../worker/start-worker.ts";
import type { Store } from "../ports/store/store.ts";
import type { Telemetry } from "../ports/telemetry.ts";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";

const SECONDS_TO_FINISH = 20;

interface Parts { readonly server: Server; readonly worker: Worker | null; readonly store: Store; readonly telemetry: Telemetry; readonly stopping: AbortController; readonly clock: Clock; readonly log: Log }

export async function stopAll({ server, worker, store, telemetry, stopping, clock, log }: Parts): Promise<void> {
  stopping.abort();
  const enough = new AbortController();
  const finished = Promise.all([closeServer(server, clock), worker?.finished]).then(() => true);
  const inTime = await Promise.race([finished, clock.sleep(SECONDS_TO_FINISH, enough.signal).then(() => false)]);
  enough.abort();
  if (!inTime) server.closeAllConnections();
  await telemetry.close();
  await store.close();
  log.info({ inTime }, "stopped");
}

const SECONDS_BETWEEN_LOOKS = 0.05;

/** A connection that was busy when the server closed stays open afterwards, for as long as its keep-alive lasts: it is ended as soon as it rests. */
async function closeServer(server: Server, clock: Clock): Promise<void> {
  let open = true;
  const closed = once(server, "close").then(() => { open = false; });
  server.close();
  while (open) {
    server.closeIdleConnections();
    await Promise.race([closed, clock.sleep(SECONDS_BETWEEN_LOOKS)]);
  }
}
