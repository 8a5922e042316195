import type { DataFacts } from "./read-data.ts";

/** Strings, comments, marks, everything else up to the next of these. RFC 8259, and the comments that editors and TypeScript allow. */
const TOKEN = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\/|[{}[\],:]|[^\s"{}[\],:/]+|\S/g;

/**
 * JSON as its tokens: the order of keys, keys that come twice and the digits of numbers count, since readers differ in what they make of them. Null
 * where brackets or strings are not closed.
 */
export function readJson(text: string): DataFacts | null {
  const tokens = text.match(TOKEN) ?? [];
  const value: string[] = [];
  const comments: string[] = [];
  let [depth, trailingCommas] = [0, 0];
  for (const token of tokens) {
    if (/^[}\]]$/.test(token) && value.at(-1) === "," && !/^[[{,]$/.test(value.at(-2) ?? "[")) {
      value.pop();
      trailingCommas += 1;
    }
    if (token.startsWith("//") || token.startsWith("/*")) comments.push(`${value.length} ${token.trim().replace(/\s+/g, " ")}`);
    else value.push(token.startsWith('"') ? stringOf(token) : token);
    if (token === "{" || token === "[") depth += 1;
    if (token === "}" || token === "]") depth -= 1;
    if (depth < 0 || token === '"') return null;
  }
  return depth === 0 && value.length > 0 ? { value: JSON.stringify(value), comments, trailingCommas } : null;
}

/** `"\u0041"` is `"A"`. */
function stringOf(token: string): string {
  try {
    return `"${String(JSON.parse(token))}`;
  } catch {
    return token;
  }
}
