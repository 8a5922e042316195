/** XML that somebody else made, as a tree: entities are not expanded but for the five of XML itself and character references (attacks with DOCTYPE find nothing). */
import { XMLParser } from "fast-xml-parser";
import { openLineCounter } from "./line-counter.ts";

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

const parser = new XMLParser({
  preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: "", processEntities: false, htmlEntities: false, parseTagValue: false,
  parseAttributeValue: false, trimValues: false, cdataPropName: "#cdata", captureMetaData: true, ignorePiTags: true, ignoreDeclaration: true, maxNestedTags: MOST_NESTED,
});
/** Under this symbol the parser keeps where a node began. */
const place = XMLParser.getMetaDataSymbol() as symbol;

/** The root element, or null: not XML, with a document type, nested too deep, or broken off within a tag. */
export function readXml(source: string): XmlElement | null {
  const text = source.replace(/\r\n?/g, "\n");
  if (/<!DOCTYPE/i.test(text)) return null;
  try {
    const parsed: unknown = parser.parse(text);
    return elementsOf(parsed, openLineCounter(text))[0] ?? null;
  } catch {
    // The parser throws plain errors for everything that it cannot read: the caller takes the document for what else it may be.
    return null;
  }
}

/** What the parser gives with `preserveOrder`: one key per node (a tag, `#text` or `#cdata`), attributes under `:@`. Schemas would cost more than the parser. */
function elementsOf(nodes: unknown, lineAt: (index: number) => number): XmlElement[] {
  return listOf(nodes).flatMap((node) => {
    const entry = entriesOf(node).find(([key]) => key !== ":@" && !key.startsWith("#"));
    if (entry === undefined) return [];
    const [name, content] = entry;
    const line = lineAt(startOf(node));
    const attributes = entriesOf(valueOf(node, ":@")).map(([key, value]): [string, string] => [key, resolveReferences(String(value))]);
    return [{ name, attributes: new Map(attributes), children: elementsOf(content, lineAt), text: textOf(content), line }];
  });
}

function textOf(content: unknown): string {
  return listOf(content).map((node) => {
    const text = valueOf(node, "#text");
    return typeof text === "string" ? resolveReferences(text) : textOf(valueOf(node, "#cdata"));
  }).join("");
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function valueOf(node: unknown, key: string | symbol): unknown {
  return typeof node === "object" && node !== null ? Reflect.get(node, key) : undefined;
}

/** Where the node began in the text. */
function startOf(node: unknown): number {
  const start = valueOf(valueOf(node, place), "startIndex");
  return typeof start === "number" ? start : 0;
}

const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/g;

/** The five references of XML 1.0, section 4.6, and character references; a code point that is none stays as it stands. */
function resolveReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(REFERENCE, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : whole;
  });
}
