import type { DataFacts } from "./read-data.ts";

/** Protocol Buffers, editions and proto2/3: comments, strings, words and numbers, marks. */
const TOKEN = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z0-9_.]+|\S/g;

/** `.proto` as its tokens in order, the imports by themselves. Null where a string is not closed. */
export function readProto(text: string): DataFacts | null {
  const value: string[] = [];
  const comments: string[] = [];
  const imports: string[] = [];
  let statement: string[] | null = null;
  for (const token of text.match(TOKEN) ?? []) {
    if (token === '"' || token === "'") return null;
    if (token.startsWith("//") || token.startsWith("/*")) {
      comments.push(`${value.length} ${token.replace(/\s+/g, " ").trim()}`);
      continue;
    }
    if (token === "import" && startsStatement(value)) statement = [];
    (statement ?? value).push(token);
    if (token === ";" && statement !== null) {
      imports.push(statement.join(" "));
      statement = null;
    }
  }
  return statement === null ? { value: JSON.stringify(value), comments, imports, trailingCommas: 0 } : null;
}

function startsStatement(before: readonly string[]): boolean {
  const last = before.at(-1);
  return last === undefined || last === ";" || last === "}";
}
