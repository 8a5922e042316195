import type { DataFacts } from "./read-data.ts";

/** TOML 1.0: strings of four kinds, comments, marks, line ends, and bare words (keys, numbers, dates). */
const TOKEN = /"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[[\]{},=]|\n|[^\s"'#[\]{},=]+|\S/g;

/** TOML as its tokens in order; line ends inside arrays and blank lines are layout, and so is a comma before the bracket that closes an array. Null where a bracket or string is not closed. */
export function readToml(text: string): DataFacts | null {
  const value: string[] = [];
  const comments: string[] = [];
  let depth = 0;
  for (const token of text.match(TOKEN) ?? []) {
    if (/^["']$/.test(token)) return null;
    if (/^[\]}]$/.test(token)) depth -= 1;
    if (token === "]" && depth >= 0 && value.at(-1) === ",") value.pop();
    if (token.startsWith("#")) comments.push(`${value.length} ${token.trim()}`);
    else if (token !== "\n" || (depth === 0 && value.length > 0 && value.at(-1) !== "\n")) value.push(token);
    if (/^[[{]$/.test(token)) depth += 1;
    if (depth < 0) return null;
  }
  return depth === 0 ? { value: JSON.stringify(value.at(-1) === "\n" ? value.slice(0, -1) : value), comments } : null;
}
