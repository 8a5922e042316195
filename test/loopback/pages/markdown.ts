/**
 * Markdown as GitHub shows it: tables, code, task lists, and of HTML only the few tags that fold or set text, without attributes. All other HTML
 * is shown as text, links lead to http(s) or within this GitHub, and images are named, not loaded.
 */
import { Marked, type Tokens } from "marked";
import { html, Html } from "./html.ts";

const harmless = /^<(?:\/?(?:details|summary|kbd|sub|sup)|details open|br ?\/?)>$/;
const tag = /(<!--[\s\S]*?-->|<[^<>]*>)/;
const leads = /^(?:https?:\/\/|\/(?!\/)|#)/;

/** Comments are hidden, harmless tags stay, the rest is text. */
function sanitised(text: string): string {
  return text.split(tag).map((part) => (part.startsWith("<!--") ? "" : harmless.test(part) ? part : html`${part}`.text)).join("");
}

function reader(breaks: "kept" | "joined"): Marked {
  return new Marked({
    gfm: true,
    breaks: breaks === "kept",
    renderer: {
      html: ({ text }: Tokens.HTML | Tokens.Tag) => sanitised(text),
      image: ({ text, href }: Tokens.Image) => html`[image: ${text} ${href}]`.text,
      link(token: Tokens.Link): string {
        const inside = this.parser.parseInline(token.tokens);
        return leads.test(token.href) ? html`<a href="${token.href}">${new Html(inside)}</a>`.text : `${inside} ${html`(${token.href})`.text}`;
      },
    },
  });
}

const writing = reader("kept");
const document = reader("joined");

/** What people and Apps write in issues, pull requests and checks: a line break is one. */
export function renderWriting(text: string): Html {
  return new Html(writing.parse(text, { async: false }));
}

/** A Markdown file: a single line break is a space. */
export function renderDocument(text: string): Html {
  return new Html(document.parse(text, { async: false }));
}
