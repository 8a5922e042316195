import type { DataFacts } from "./read-data.ts";

/** Plain text, reStructuredText, AsciiDoc: every word and all indentation counts; white space at the ends of lines and of the file does not. */
export function readProse(text: string): DataFacts {
  return { value: text.replace(/[ \t]+$/gm, "").trimEnd(), comments: [], trailingCommas: 0, besidesWords: "" };
}

/** Of Markdown, what no reader takes for words: code, addresses of links, tags, formulas. */
const NO_WORDS = /(`+)[^`]+\1(?!`)|\]\([^)\n]*\)|^ *\[[^\]\n]+\]:[^\n]*|<[^>\n]+>|https?:\/\/\S+|\$[^$\n]+\$/gm;
const FENCED = /^[ \t>]*(`{3,}|~{3,})[^]*?^[ \t>]*\1/gm;

/** What remains of Markdown when the words that people read are left out, as a text. */
export function besidesWords(text: string): string {
  const fences = text.match(FENCED) ?? [];
  const rest = text.replace(FENCED, " ").match(NO_WORDS) ?? [];
  return JSON.stringify([...fences, ...rest].map((part) => part.trim().replace(/\s+/g, " ")));
}
