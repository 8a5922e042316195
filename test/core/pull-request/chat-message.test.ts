import { describe, expect, test } from "@jest/globals";
import { chatMessage, chatShapes } from "../../../src/core/pull-request/chat-message.ts";
import { Effect } from "../../../src/core/repair/effect.ts";

const asked = (text: string): Extract<Effect, { readonly kind: "announce" }> => Effect.parse({
  kind: "announce", channel: "TEAM", announced: "FIXED", text, link: "https://github.example/octo/hello/pull/5", repair: "fix_20261120_213000_k3f9", fingerprint: null, at: "2026-11-20T21:30:04Z",
}) as Extract<Effect, { readonly kind: "announce" }>;
const hostile = "[FIXED] <!channel> @everyone <@U1> <https://evil.example|here> **x** [a](https://evil.example) `y` \u202e & done";

describe("hostile words", () => {
  test("are plain text in Slack, and escaped where notifications show them", () => {
    expect(chatMessage("slack", { repo: "octo/hello", asked: asked(hostile) })).toMatchObject({
      text: expect.not.stringMatching(/[<>]/), unfurl_links: false, blocks: [{ text: { type: "plain_text", emoji: false }, accessory: { url: "https://github.example/octo/hello/pull/5" } }],
    });
  });

  test("mention nobody in Discord, and are no Markdown", () => {
    expect(chatMessage("discord", { repo: "octo/hello", asked: asked(hostile) })).toEqual({
      allowed_mentions: { parse: [] }, flags: 4,
      content: "octo/hello: \\[FIXED\\] \\<!channel\\> (at)everyone \\<(at)U1\\> \\<https: //evil.example\\|here\\> \\*\\*x\\*\\* \\[a\\]\\(https: //evil.example\\) \\`y\\` U+202E & done\n<https://github.example/octo/hello/pull/5>",
    });
  });

  test("are runs of text in an Adaptive Card, which knows no Markdown there", () => {
    expect(chatMessage("teams", { repo: "octo/hello", asked: asked(`${hostile}\nsecond`) })).toMatchObject({
      type: "message", attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", content: { type: "AdaptiveCard", body: [{ type: "RichTextBlock", inlines: [{ type: "TextRun" }] }, { inlines: [{ text: "second" }] }], actions: [{ type: "Action.OpenUrl" }] } }],
    });
  });
});

test.each(chatShapes.map((shape) => [shape]))("%s takes no more than its limit, however long the words are", (shape) => {
  const text = JSON.stringify(chatMessage(shape, { repo: "octo/hello", asked: asked("*<".repeat(500)) }));
  expect(text.length).toBeLessThan({ slack: 12_000, discord: 4_000, teams: 28_000, generic: 8_000 }[shape]);
  const { content } = chatMessage("discord", { repo: "octo/hello", asked: asked("*<".repeat(500)) }) as { readonly content: string };
  expect(content.length).toBeLessThanOrEqual(2_000);
});

test("the generic shape says everything by name", () => {
  expect(chatMessage("generic", { repo: "octo/hello", asked: asked("[FIXED] x") })).toEqual({
    version: 1, announced: "FIXED", repo: "octo/hello", text: "[FIXED] x", link: "https://github.example/octo/hello/pull/5", repair: "fix_20261120_213000_k3f9", fingerprint: null, at: "2026-11-20T21:30:04Z",
  });
});

test.each([["a short link", "https://github.example/octo/hello/pull/5", true], ["a long link", `https://github.example/${"x".repeat(400)}`, true], ["a link that leaves no room", `https://github.example/${"x".repeat(1_500)}`, false]])("Discord's 2,000 characters hold text and %s together", (_, link, shown) => {
  const { content } = chatMessage("discord", { repo: "octo/hello", asked: { ...asked("*<".repeat(500)), link } }) as { readonly content: string };
  expect([[...content].length <= 2_000, content.includes(`<${link}>`), /\\…/.test(content)]).toEqual([true, shown, false]);
});
