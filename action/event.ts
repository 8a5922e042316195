/** What started the job, as GitHub describes it in the environment (docs: "Variables reference", default environment variables). */
import { readFileSync } from "node:fs";
import { repositoryIn, type Started } from "../src/alone/deliveries.ts";
import type { Repository } from "../src/core/repair/repair.ts";

export interface StartedJob {
  readonly started: Started;
  readonly repository: Repository;
  readonly headSha: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
}

export type EventReading = { readonly ok: true; readonly job: StartedJob } | { readonly ok: false; readonly problem: string };

export function readEvent(environment: Readonly<Record<string, string | undefined>>): EventReading {
  const { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path, GITHUB_RUN_ID: runId, GITHUB_RUN_ATTEMPT: runAttempt, GITHUB_SHA: headSha } = environment;
  const { GITHUB_API_URL: apiUrl, GITHUB_SERVER_URL: serverUrl } = environment;
  if (event === undefined || path === undefined || runId === undefined || headSha === undefined || apiUrl === undefined || serverUrl === undefined) {
    return { ok: false, problem: "GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_RUN_ID, GITHUB_SHA, GITHUB_API_URL or GITHUB_SERVER_URL is not set; this program runs as a step of a GitHub Actions job" };
  }
  const payload = payloadIn(path);
  const repository = repositoryIn(payload);
  if (repository === null) return { ok: false, problem: `the event that started this job (${event.slice(0, 40)}) names no repository, so there is nothing to work on` };
  return { ok: true, job: { started: { event, payload, runId: Number(runId), runAttempt: Number(runAttempt ?? "1") }, repository, headSha, apiUrl, serverUrl } };
}

function payloadIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
