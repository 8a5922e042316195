import type { DataFacts } from "./read-data.ts";

/** Marks that formatters choose: emphasis, lists, headings, tables, quotes of titles, escapes, rules. All other marks stay where they are. */
const LAYOUT = /[\s*_\-+#>|~=\\"'`]+/gu;
/** In code everything counts but white space and what formatters of embedded code choose. */
const CODE_LAYOUT = /[\s;,()"'`]+/gu;
const FENCE = /^[ \t>]*(`{3,}|~{3,})([^\n`]*)$/;

/**
 * Markdown as its words and the marks that mean something (`<!-- -->`, links, math), in order; fenced code by itself, with its language. An HTML comment
 * counts as a comment, since linters and formatters take orders from it.
 */
export function readMarkdown(text: string): DataFacts {
  const value: string[] = [];
  let fence: string | null = null;
  for (const line of text.split("\n")) {
    const mark = FENCE.exec(line);
    const closes: boolean = fence !== null && mark !== null && (mark[1] ?? "").startsWith(fence) && (mark[2] ?? "").trim() === "";
    if (fence === null && mark !== null) {
      fence = mark[1] ?? "";
      value.push(`\n<code ${(mark[2] ?? "").trim()}>`);
    } else if (closes) {
      fence = null;
      value.push("</code>\n");
    } else {
      value.push(fence === null ? proseOf(line) : line.replace(/^[ \t>]+/, "").replace(CODE_LAYOUT, ""));
    }
  }
  return { value: value.join(""), comments: (text.match(/<!--[^]*?-->/g) ?? []).map((comment) => comment.replace(/\s+/g, " ")) };
}

/** Words are told from each other by a space, marks stand for themselves. */
function proseOf(line: string): string {
  const bare = line.replace(/\]\(<([^<>]*)>/g, "]($1").replace(/^[\s>]*\d+[.)]\s/, " ").replace(/(<!--|-->)/g, (mark) => (mark === "<!--" ? "\u0001" : "\u0002"));
  return (bare.replace(LAYOUT, " ").match(/[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? []).map((part) => `${part} `).join("");
}
