/** Turns what GitHub answers, or that it does not, into a fault of our catalogue. */
import { Fault, type FaultDetails } from "../../core/fault/fault.ts";
import type { FaultCode } from "../../core/fault/catalogue.ts";
import { retryAfterSeconds, type Refusal } from "./rate-limit.ts";

/** What is looked at of an HTTP answer that is not a success. */
interface HttpTrouble { readonly status: number; readonly message: string; readonly headers: Readonly<Record<string, unknown>> }

/**
 * `route` names the request without its values; `now` is in milliseconds. 401, 403 and 451 are `github-forbidden` unless a limit speaks (then `github-rate-limited`),
 * 404 and 410 `github-missing`, 409 and 412 `github-conflict`, other 4xx `github-invalid`, everything else (5xx, no answer, time over) `github-unavailable`.
 */
export function faultOf(error: unknown, route: string, now: number): Fault {
  if (error instanceof Fault) return error;
  const trouble = troubleOf(error);
  const details: FaultDetails = { detail: `${route} → ${describe(trouble)}`, cause: new Error(trouble.message) };
  const wait = retryAfterSeconds(refusalOf(trouble), now);
  if (wait !== null) return new Fault("github-rate-limited", { ...details, retryAfterSeconds: wait });
  return new Fault(codeOf(trouble.status), details);
}

function codeOf(status: number): FaultCode {
  if (status === 401 || status === 403 || status === 451) return "github-forbidden";
  if (status === 404 || status === 410) return "github-missing";
  if (status === 409 || status === 412) return "github-conflict";
  if (status >= 400 && status < 500 && status !== 408) return "github-invalid";
  return "github-unavailable";
}

/** Status 0: there was no answer. Octokit gives 500 to a connection that failed, with the reason as `cause` and no response. */
function troubleOf(error: unknown): HttpTrouble {
  if (!(error instanceof Error)) return { status: 0, message: String(error), headers: {} };
  const { status, response } = error as Error & { status?: unknown; response?: { headers?: Record<string, unknown> } };
  if (typeof status !== "number" || response === undefined) return { status: 0, message: error.message, headers: {} };
  return { status, message: error.message, headers: response.headers ?? {} };
}

function refusalOf({ status, message, headers }: HttpTrouble): Refusal {
  const number = (name: string): number | null => {
    const value = headers[name];
    return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : null;
  };
  return { status, message, retryAfter: number("retry-after"), remaining: number("x-ratelimit-remaining"), reset: number("x-ratelimit-reset") };
}

function describe({ status, message }: HttpTrouble): string {
  const line = message.replace(/\s+/g, " ").trim().slice(0, 300);
  return status === 0 ? line : `${status} ${line}`;
}
