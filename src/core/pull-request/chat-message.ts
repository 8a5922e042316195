/**
 * An announcement in the shape that a chat's incoming webhook takes. Texts are bounded by each chat's own limit, and nothing in them mentions anybody:
 * Slack plain text (https://docs.slack.dev/reference/block-kit/composition-objects/text-object: 3,000 characters a section), Discord with all mentions off
 * (https://discord.com/developers/docs/resources/webhook#execute-webhook: 2,000 characters), Teams text runs in an Adaptive Card, which know no Markdown
 * (https://learn.microsoft.com/power-automate/overview-adaptive-cards; 28 KB a message). Pure.
 */
import type { Effect } from "../repair/effect.ts";
import { shorten, visible } from "./neutral-text.ts";

export const chatShapes = ["slack", "discord", "teams", "generic"] as const;
export type ChatShape = (typeof chatShapes)[number];

type Announce = Extract<Effect, { readonly kind: "announce" }>;
export interface ChatMessage { readonly repo: string; readonly asked: Announce }

const LONGEST = { slack: 2_900, discord: 2_000, teams: 3_000, generic: 4_000 } as const satisfies Record<ChatShape, number>;

/** The body as a value for JSON. */
export function chatMessage(shape: ChatShape, { repo, asked }: ChatMessage): object {
  const whole = `${repo}: ${visible(asked.text)}`;
  const text = shorten(whole, LONGEST[shape]);
  switch (shape) {
    case "slack": return slack(text, asked);
    case "discord": return { content: discordContent(whole, asked.link), allowed_mentions: { parse: [] }, flags: SUPPRESS_EMBEDS };
    case "teams": return teams(text, asked);
    case "generic": return { version: 1, announced: asked.announced, repo, text: visible(asked.text), link: asked.link, repair: asked.repair, fingerprint: asked.fingerprint, at: asked.at };
    default: return shape satisfies never;
  }
}

/** `text` is what notifications show; there Slack reads `<!channel>` and the like unless the three characters are escaped. */
function slack(text: string, { link }: Announce): object {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return {
    text: escaped, unfurl_links: false, unfurl_media: false,
    blocks: [{
      type: "section", text: { type: "plain_text", text, emoji: false },
      ...(link === null ? {} : { accessory: { type: "button", text: { type: "plain_text", text: "Open", emoji: false }, url: link } }),
    }],
  };
}

const SUPPRESS_EMBEDS = 4;

/** Text and link together are within the limit; an escape is never cut in two. */
function discordContent(whole: string, link: string | null): string {
  const tail = link === null || link.length > LONGEST.discord / 2 ? "" : `\n<${link}>`;
  return `${shorten(discordText(whole), LONGEST.discord - tail.length).replace(/\\+(?=…?$)/, "")}${tail}`;
}

/** Mentions are off by `allowed_mentions`; this keeps Markdown, links and `@everyone` from being shown as such. */
function discordText(text: string): string {
  return text.replace(/[\\*_~`|>[\]()#<-]/g, "\\$&").replaceAll("@", "(at)").replaceAll("://", ": //");
}

function teams(text: string, { link }: Announce): object {
  return {
    type: "message",
    attachments: [{
      contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null,
      content: {
        $schema: "http://adaptivecards.io/schemas/adaptive-card.json", type: "AdaptiveCard", version: "1.4",
        body: text.split("\n").map((line) => ({ type: "RichTextBlock", inlines: [{ type: "TextRun", text: line }] })),
        ...(link === null ? {} : { actions: [{ type: "Action.OpenUrl", title: "Open", url: link }] }),
      },
    }],
  };
}
