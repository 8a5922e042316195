/** Announces in the operator's chats: the address is looked up by its name at the moment of speaking, and stands in no effect, receipt or log. */
import { Fault } from "../../core/fault/fault.ts";
import { chatAnswer, type Answered } from "../../core/pull-request/chat-answer.ts";
import { chatMessage } from "../../core/pull-request/chat-message.ts";
import type { Receipt } from "../../core/repair/effect.ts";
import type { Announcer } from "../../ports/announcer.ts";
import { postMessage } from "./post-message.ts";
import type { Channel, ChannelSettings } from "./read-channels.ts";

/** An address that takes nothing any more is tried once in so long: chats shut out who goes on asking (core/pull-request/chat-answer.ts). */
const GONE_SECONDS = 3_600;

interface Rest { readonly until: number; readonly status: number; /** Null: it is busy, and takes more later. */ readonly reason: string | null }

export function createAnnouncer({ channels, allowPrivate }: ChannelSettings): Announcer {
  const rests = new Map<string, Rest>();
  return {
    async announce({ name: repo }, asked) {
      const channel = channels.find(({ name }) => name === asked.channel);
      if (channel === undefined || !isFor(channel, repo)) return { kind: "refused", code: "setting-invalid", message: `the operator has no chat ${asked.channel} for ${repo}` };
      const rest = rests.get(channel.name);
      if (rest !== undefined && rest.until > Date.now()) return resting(channel, rest);
      const answered = await postMessage({ url: channel.url, body: chatMessage(channel.shape, { repo, asked }), idempotencyKey: `${asked.repair}:${asked.announced}`, allowPrivate });
      if (answered === null) return { kind: "refused", code: "setting-invalid", message: `REGREEN_ANNOUNCE_${asked.channel} leads to a private or reserved address; REGREEN_ANNOUNCE_PRIVATE=true allows that` };
      return receiptOf(channel, { answered, rests });
    },
  };
}

function receiptOf({ name, shape }: Channel, { answered, rests }: { readonly answered: Answered; readonly rests: Map<string, Rest> }): Receipt {
  const { status } = answered;
  const meant = chatAnswer(shape, answered);
  if (meant.kind === "taken") return { kind: "announce", channel: name, delivered: true, status, reason: null };
  if (meant.kind === "busy") {
    rests.set(name, { until: Date.now() + meant.seconds * 1000, status, reason: null });
    throw new Fault("announcement-unavailable", { detail: `${name} answers ${String(status)}`, retryAfterSeconds: meant.seconds });
  }
  const reason = `REGREEN_ANNOUNCE_${name}: ${meant.reason}`;
  if (meant.gone) rests.set(name, { until: Date.now() + GONE_SECONDS * 1000, status, reason });
  return { kind: "announce", channel: name, delivered: false, status, reason };
}

/** Nothing is sent. */
function resting({ name }: Channel, { until, status, reason }: Rest): Receipt {
  if (reason !== null) return { kind: "announce", channel: name, delivered: false, status, reason: `${reason}; not tried again within the hour` };
  throw new Fault("announcement-unavailable", { detail: `${name} answered ${String(status)} and is given its pause`, retryAfterSeconds: Math.ceil((until - Date.now()) / 1000) });
}

function isFor({ repositories }: Channel, repo: string): boolean {
  const [owner = ""] = repo.split("/");
  return repositories.length === 0 || repositories.some((one) => one.toLowerCase() === repo.toLowerCase() || one.toLowerCase() === `${owner.toLowerCase()}/*`);
}
