/** Calls an operator's HTTP hook: one POST, no redirects, a time limit, the same Idempotency-Key however often it is tried. */
import { maskSecrets } from "../../core/evidence/mask-secrets.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { CommandEnd } from "./run-command.ts";

export interface HookCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
  readonly idempotencyKey: string;
  readonly seconds: number;
}

const MOST_BYTES = 16_384;

/** Fault `operation-unavailable` where it does not answer, or says that it may be asked again (408, 425, 429, 5xx). */
export async function callHook({ url, headers, body, idempotencyKey, seconds }: HookCall): Promise<CommandEnd> {
  const host = new URL(url).host;
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: "POST", redirect: "manual", signal: AbortSignal.timeout(seconds * 1000), body: JSON.stringify(body),
      headers: { ...headers, "content-type": "application/json", "idempotency-key": idempotencyKey, "user-agent": "regreen" },
    });
  } catch (cause) {
    throw new Fault("operation-unavailable", { detail: host, cause });
  }
  if (answer.status >= 500 || [408, 425, 429].includes(answer.status)) {
    await answer.body?.cancel();
    throw new Fault("operation-unavailable", { detail: `${host} answered ${answer.status}` });
  }
  return { succeeded: answer.ok, said: `${answer.status} ${maskSecrets(await textOf(answer))}`.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, "").trim().slice(0, 1900) };
}

async function textOf({ body }: Response): Promise<string> {
  if (body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= MOST_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, MOST_BYTES).toString("utf8");
}
