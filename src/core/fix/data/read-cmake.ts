import type { DataFacts } from "./read-data.ts";

/** cmake-language(7): bracket comments and arguments, line comments, parentheses, and arguments in which quoted parts may stand. */
const TOKEN = /#\[(=*)\[[^]*?\]\1\]|#[^\n]*|\[(=*)\[[^]*?\]\2\]|[()]|(?:"(?:[^"\\]|\\[^])*"|[^\s()"#\\]|\\[^])+|\S/g;

/** CMake's list files as their words in order; the letter case of a command's own name is layout, as CMake does not tell it apart. Null where parentheses or quotes are not closed. */
export function readCmake(text: string): DataFacts | null {
  const value: string[] = [];
  const comments: string[] = [];
  let depth = 0;
  for (const token of text.match(TOKEN) ?? []) {
    if (token === '"' || token === "\\") return null;
    if (token.startsWith("#")) {
      comments.push(`${value.length} ${token.replace(/\s+/g, " ").trim()}`);
      continue;
    }
    if (token === ")") depth -= 1;
    if (depth < 0) return null;
    value.push(depth === 0 && token !== "(" && token !== ")" ? token.toLowerCase() : token);
    if (token === "(") depth += 1;
  }
  return depth === 0 ? { value: JSON.stringify(value), comments, trailingCommas: 0 } : null;
}
