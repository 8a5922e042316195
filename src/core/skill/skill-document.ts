/** A SKILL.md as a document: front matter, sections and their fenced blocks, each with the line that it starts on. Nothing is judged here. */
import { Fault } from "../fault/fault.ts";

/** A part of the file; `line` is the number, from 1, of the first line of `text`. */
export interface Excerpt { readonly text: string; readonly line: number }

export interface FencedBlock extends Excerpt { readonly language: string }

export interface Section { readonly title: string; readonly line: number; readonly blocks: readonly FencedBlock[] }

export interface SkillDocument { readonly frontMatter: Excerpt; readonly sections: readonly Section[] }

const MOST_BYTES = 256 * 1024;

/** Fault `skill-invalid`: too large, not UTF-8, no front matter, or a fence that is never closed. */
export function readSkillDocument(bytes: Uint8Array): SkillDocument {
  const lines = decode(bytes).split(/\r?\n/);
  if (lines[0] !== "---") throw mistake(1, "the file must begin with a line `---` that opens the front matter");
  const end = lines.indexOf("---", 1);
  if (end === -1) throw mistake(1, "the front matter is never closed: put a line `---` after it");
  return { frontMatter: { text: lines.slice(1, end).join("\n"), line: 2 }, sections: readSections(lines, end + 1) };
}

function decode(bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) throw mistake(1, `the file has ${bytes.length} bytes, and at most ${MOST_BYTES} are read`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Fault("skill-invalid", { detail: "1:1: the file is not valid UTF-8; save it as UTF-8", cause });
  }
}

function readSections(lines: readonly string[], from: number): Section[] {
  const sections: { title: string; line: number; blocks: FencedBlock[] }[] = [];
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const fence = /^(`{3,}|~{3,})\s*([A-Za-z0-9_-]*)/.exec(line);
    if (fence !== null) {
      const close = closingFence(lines, index, fence[1] ?? "```");
      sections.at(-1)?.blocks.push({ language: fence[2] ?? "", text: lines.slice(index + 1, close).join("\n"), line: index + 2 });
      index = close;
    } else if (/^##? /.test(line)) {
      sections.push({ title: line.replace(/^#+ +/, "").trim(), line: index + 1, blocks: [] });
    }
  }
  return sections;
}

function closingFence(lines: readonly string[], opening: number, fence: string): number {
  for (let index = opening + 1; index < lines.length; index += 1) {
    const line = (lines[index] ?? "").trimEnd();
    if (line.length >= fence.length && line === (fence[0] ?? "`").repeat(line.length)) return index;
  }
  throw mistake(opening + 1, `this block is never closed: put a line ${fence} after it`);
}

function mistake(line: number, what: string): Fault {
  return new Fault("skill-invalid", { detail: `${line}:1: ${what}` });
}
