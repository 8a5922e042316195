/**
 * XML that somebody else made, as a tree. Only what reports hold is read: elements, attributes, text, CDATA; comments and processing
 * instructions are passed over. A document type is refused, so there are no entities but the five of XML itself and character references.
 * The text is walked once, whatever it holds.
 */
import { openLineCounter } from "./line-counter.ts";
import { readStartTag, type StartTag } from "./xml-tag.ts";
import { resolveReferences } from "./xml-references.ts";

export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text directly in it, references resolved. */
  readonly text: string;
  /** Line of its start tag, from 1. */
  readonly line: number;
}

/** Deeper than any test report nests its suites. */
const MOST_NESTED = 60;

/** The root element, or null: not XML, with a document type, nested too deep, or broken off within a tag. Elements that are still open at the end end there. */
export function readXml(source: string): XmlElement | null {
  return new Reading(source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source).read();
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

class Reading {
  readonly #text: string;
  readonly #lineAt: (index: number) => number;
  readonly #open: OpenElement[] = [];
  #root: OpenElement | null = null;

  constructor(text: string) {
    this.#text = text;
    this.#lineAt = openLineCounter(text);
  }

  read(): XmlElement | null {
    for (let at = 0; at < this.#text.length; ) {
      const mark = this.#text.indexOf("<", at);
      this.#addText(resolveReferences(this.#text.slice(at, mark < 0 ? undefined : mark)));
      if (mark < 0) break;
      const next = this.#readMark(mark);
      if (next === null) return null;
      at = next;
    }
    return this.#root;
  }

  /** What begins with `<`; gives the index behind it, or null where it cannot be read. */
  #readMark(at: number): number | null {
    switch (this.#text.charCodeAt(at + 1)) {
      case SLASH: return this.#closeElement(at);
      case QUESTION_MARK: return after(this.#text, "?>", at + 2);
      case EXCLAMATION_MARK: return this.#readDeclaration(at);
      default: return this.#openElement(at);
    }
  }

  #readDeclaration(at: number): number | null {
    if (this.#text.startsWith("<!--", at)) return after(this.#text, "-->", at + 4);
    if (!this.#text.startsWith("<![CDATA[", at)) return null;
    const end = this.#text.indexOf("]]>", at + 9);
    if (end < 0) return null;
    this.#addText(this.#text.slice(at + 9, end));
    return end + 3;
  }

  #openElement(at: number): number | null {
    const tag = readStartTag(this.#text, at + 1);
    // Text or a second element behind the root is no XML, but harms nobody: it is passed over.
    if (tag === null || this.#open.length >= MOST_NESTED) return null;
    const element = this.#place(tag, this.#lineAt(at));
    if (!tag.empty) this.#open.push(element);
    return tag.end;
  }

  #place({ name, attributes }: StartTag, line: number): OpenElement {
    const element: OpenElement = { name, attributes, children: [], text: "", line };
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#root ??= element;
    else parent.children.push(element);
    return element;
  }

  /** An end tag closes the innermost element of its name, and what is still open in that; where there is none it means nothing. */
  #closeElement(at: number): number | null {
    const end = this.#text.indexOf(">", at);
    if (end < 0) return null;
    const name = this.#text.slice(at + 2, end).trim();
    const index = this.#open.findLastIndex((element) => element.name === name);
    if (index >= 0) this.#open.length = index;
    return end + 1;
  }

  #addText(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += text;
  }
}

const EXCLAMATION_MARK = 0x21;
const SLASH = 0x2f;
const QUESTION_MARK = 0x3f;

function after(text: string, sign: string, from: number): number | null {
  const found = text.indexOf(sign, from);
  return found < 0 ? null : found + sign.length;
}
