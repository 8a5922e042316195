/** Sends deliveries to the App as GitHub does, or as somebody else would. */
import { createHmac, randomUUID } from "node:crypto";
import type { Stand } from "./serve-on-loopback.ts";

export interface Sent {
  readonly event: string;
  readonly body: string;
  readonly guid?: string;
  /** Null: no signature at all. The App's own secret unless told. */
  readonly secret?: string | null;
}

/** Gives the status of the answer. */
export async function deliver({ app, serving }: Stand, { event, body, guid = randomUUID(), secret = app.webhookSecret }: Sent): Promise<number> {
  const signature = secret === null ? {} : { "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` };
  const headers = { "content-type": "application/json", "x-github-event": event, "x-github-delivery": guid, ...signature };
  const answer = await fetch(`${serving().url}/api/github/webhooks`, { method: "POST", headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

/** Resolves when no delivery waits any more. */
export async function digested({ serving }: Stand): Promise<void> {
  for (;;) {
    const { waiting } = await serving().store.inbox.count();
    if (waiting === 0) return;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}
