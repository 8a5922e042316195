/**
 * What a chat's answer to an announcement means, by each service's own documentation. Pure; nothing of the answer is repeated but words that are known.
 * Slack: a word as plain text (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling-errors; 429 with `Retry-After`,
 * https://docs.slack.dev/apis/web-api/rate-limits). Discord: JSON with a code (https://discord.com/developers/docs/topics/opcodes-and-status-codes#json; 429 with
 * `Retry-After` and `retry_after` in seconds, and whoever goes on after 401, 403 or 404 is shut out, https://discord.com/developers/docs/topics/rate-limits). Teams: a
 * connector answers 200 and tells a 429 in words alone (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using#rate-limiting-for-connectors).
 */
import { z } from "zod";
import type { ChatShape } from "./chat-message.ts";

export interface Answered {
  readonly status: number;
  /** As `Retry-After` says it, in seconds; null: not given. */
  readonly retryAfterSeconds: number | null;
  /** Its beginning. */
  readonly body: string;
}

export type ChatAnswer =
  | { readonly kind: "taken" }
  /** Asked again after so many seconds. */
  | { readonly kind: "busy"; readonly seconds: number }
  /** `gone`: the address takes nothing any more, so the next announcements need not be tried. */
  | { readonly kind: "refused"; readonly reason: string; readonly gone: boolean };

const SECONDS_WHEN_BUSY = 60;
/** News is not worth holding back the rest of a repair for longer. */
const MOST_SECONDS = 300;
const passing: readonly number[] = [408, 425, 429];
const final: readonly number[] = [401, 403, 404, 410];

export function chatAnswer(shape: ChatShape, answered: Answered): ChatAnswer {
  const { status, body } = answered;
  if (shape === "teams" && status < 300 && /HTTP error 429/.test(body)) return { kind: "busy", seconds: SECONDS_WHEN_BUSY };
  if (shape === "teams" && status < 300 && /Webhook message delivery failed/i.test(body)) return { kind: "refused", reason: "Teams took it and could not show it: look at the connector in the channel", gone: false };
  if (status >= 200 && status < 300) return { kind: "taken" };
  if (status >= 500 || passing.includes(status)) return busy(answered);
  return { kind: "refused", reason: reasonOf(shape, answered), gone: final.includes(status) };
}

function busy({ status, retryAfterSeconds, body }: Answered): ChatAnswer {
  const seconds = Math.ceil(retryAfterSeconds ?? waitIn(body) ?? SECONDS_WHEN_BUSY);
  if (seconds <= MOST_SECONDS) return { kind: "busy", seconds };
  return { kind: "refused", reason: `the chat answers ${String(status)} and asks for a pause of ${String(Math.ceil(seconds / 60))} minutes, which is too long for news`, gone: false };
}

const DiscordAnswer = z.object({ code: z.number().optional(), retry_after: z.number().positive().optional() });

function discordAnswer(body: string): z.infer<typeof DiscordAnswer> {
  try {
    return DiscordAnswer.safeParse(JSON.parse(body)).data ?? {};
  } catch {
    return {};
  }
}

function waitIn(body: string): number | null {
  return discordAnswer(body).retry_after ?? null;
}

const slackWords: Readonly<Record<string, string>> = {
  action_prohibited: "an administrator of the workspace does not let this webhook post there",
  channel_is_archived: "the channel is archived",
  channel_not_found: "the channel is not there any more",
  invalid_payload: "Slack does not understand the message, which is a mistake of Regreen's: please report it",
  invalid_token: "the address is not (or no longer) valid: make a new webhook",
  no_active_hooks: "the webhook is switched off",
  no_service: "the webhook was switched off or removed: make a new one",
  no_service_id: "the address is not whole: copy it again",
  no_team: "the workspace is not there any more",
  no_text: "Slack does not understand the message, which is a mistake of Regreen's: please report it",
  posting_to_general_channel_denied: "only some may post in #general: choose another channel",
  team_disabled: "the workspace is not active any more",
  user_not_found: "the person that the webhook writes to is not there any more",
};

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes */
const discordCodes: Readonly<Record<number, string>> = {
  10015: "the webhook was deleted: make a new one",
  50006: "Discord does not understand the message, which is a mistake of Regreen's: please report it",
  50027: "the address is not (or no longer) valid: make a new webhook",
  50035: "Discord does not understand the message, which is a mistake of Regreen's: please report it",
};

function reasonOf(shape: ChatShape, { status, body }: Answered): string {
  const word = body.trim();
  const known = shape === "slack" && Object.hasOwn(slackWords, word) ? slackWords[word] : shape === "discord" ? discordCodes[discordAnswer(body).code ?? 0] : undefined;
  return `${known ?? general(status)} (answered ${String(status)}${shape === "slack" && known !== undefined ? `, ${word}` : ""})`;
}

function general(status: number): string {
  if (status >= 300 && status < 400) return "it leads elsewhere, and redirects are not followed: name the address that it leads to";
  if (status === 404 || status === 410) return "there is no such address any more: make a new webhook";
  if (status === 401 || status === 403) return "it does not let us write there: make a new webhook, or ask whoever runs the chat";
  if (status === 413) return "the message is too large for it";
  return "it does not take the message";
}
