import { Unclear } from "./edit.ts";
import type { Span } from "./module.ts";
import { lineAt } from "./place.ts";

/** New text in place of a span; an empty span inserts. */
export interface Replacement extends Span { readonly text: string }

/** All of them at once, equal ones once. Throws Unclear where two are about the same characters. */
export function replaceAll(text: string, replacements: readonly Replacement[]): string {
  const unique = [...new Map(replacements.map((each) => [`${each.start} ${each.end} ${each.text}`, each])).values()];
  const ordered = unique.toSorted((one, other) => one.start - other.start || one.end - other.end);
  let result = "";
  let at = 0;
  for (const { start, end, text: fresh } of ordered) {
    if (start < at) throw new Unclear(`two repairs meet in line ${lineAt(text, start)}`);
    result += text.slice(at, start) + fresh;
    at = end;
  }
  return result + text.slice(at);
}

/** How the text ends its lines. */
export function lineEndOf(text: string): "\r\n" | "\n" {
  const first = text.indexOf("\n");
  return first > 0 && text[first - 1] === "\r" ? "\r\n" : "\n";
}
