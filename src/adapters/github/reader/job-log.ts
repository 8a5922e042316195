import { Fault } from "../../../core/fault/fault.ts";
import type { Client, Session } from "../client.ts";
import { chunksOf, openDownload } from "./download.ts";

const ROUTE = "GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs";
const SECONDS_WITHOUT_DATA = 30;

/**
 * The raw log as it comes; memory stays at one chunk. Fault `log-unavailable` when it is not there (it is deleted after some weeks, or not written
 * yet) or breaks off: what came until then is not the log.
 */
export async function* readJobLog(client: Client, session: Session, jobId: number): AsyncGenerator<Uint8Array> {
  const response = await open(client, session, jobId);
  try {
    yield* chunksOf(response, SECONDS_WITHOUT_DATA);
  } catch (error) {
    throw new Fault("log-unavailable", { detail: `job ${jobId}: the log broke off`, cause: error });
  }
}

async function open(client: Client, session: Session, jobId: number): Promise<Response> {
  try {
    return await openDownload(client, await session.locate(ROUTE, { job_id: jobId }), ROUTE);
  } catch (error) {
    if (error instanceof Fault && error.code === "github-missing") throw new Fault("log-unavailable", { detail: `job ${jobId}: GitHub has no log of it`, cause: error });
    throw error;
  }
}
