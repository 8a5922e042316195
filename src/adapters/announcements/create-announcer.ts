/** Announces in the operator's chats: the address is looked up by its name at the moment of speaking, and stands in no effect, receipt or log. */
import { Fault } from "../../core/fault/fault.ts";
import { chatMessage } from "../../core/pull-request/chat-message.ts";
import type { Announcer } from "../../ports/announcer.ts";
import { postMessage } from "./post-message.ts";
import type { Channel, ChannelSettings } from "./read-channels.ts";

const SECONDS_WHEN_BUSY = 60;

export function createAnnouncer({ channels, allowPrivate }: ChannelSettings): Announcer {
  return {
    async announce({ name: repo }, asked) {
      const channel = channels.find(({ name }) => name === asked.channel);
      if (channel === undefined || !isFor(channel, repo)) return { kind: "refused", code: "setting-invalid", message: `the operator has no chat ${asked.channel} for ${repo}` };
      const answered = await postMessage({ url: channel.url, body: chatMessage(channel.shape, { repo, asked }), idempotencyKey: `${asked.repair}:${asked.announced}`, allowPrivate });
      if (answered === null) return { kind: "refused", code: "setting-invalid", message: `REGREEN_ANNOUNCE_${asked.channel} leads to a private or reserved address; REGREEN_ANNOUNCE_PRIVATE=true allows that` };
      const { status, retryAfterSeconds } = answered;
      if (status >= 500 || [408, 425, 429].includes(status)) throw new Fault("announcement-unavailable", { detail: `${asked.channel} answers ${status}`, retryAfterSeconds: retryAfterSeconds ?? SECONDS_WHEN_BUSY });
      return { kind: "announce", channel: asked.channel, delivered: status >= 200 && status < 300, status };
    },
  };
}

function isFor({ repositories }: Channel, repo: string): boolean {
  const [owner = ""] = repo.split("/");
  return repositories.length === 0 || repositories.some((one) => one.toLowerCase() === repo.toLowerCase() || one.toLowerCase() === `${owner.toLowerCase()}/*`);
}
