/** XML that somebody else made, as a tree: entities are not expanded but for the five of XML itself and character references (attacks with DOCTYPE find nothing). */
import { XMLParser } from "fast-xml-parser";
import { z } from "zod";

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

const Attributes = z.record(z.string(), z.string());
const Place = z.looseObject({ startIndex: z.int().nonnegative() });

/** The root element, or null: not XML, with a document type, nested too deep, or broken off within a tag. */
export function readXml(source: string): XmlElement | null {
  const text = source.replace(/\r\n?/g, "\n");
  if (/<!DOCTYPE/i.test(text)) return null;
  try {
    const parsed: unknown = parser.parse(text);
    return elementsOf(parsed, lineCounter(text))[0] ?? null;
  } catch {
    // The parser throws plain errors for everything that it cannot read: the caller takes the document for what else it may be.
    return null;
  }
}

function elementsOf(nodes: unknown, lineAt: (index: number) => number): XmlElement[] {
  return z.array(z.unknown()).parse(nodes).flatMap((raw) => {
    const node = nodeOf(raw);
    const name = Object.keys(node).find((key) => key !== ":@" && !key.startsWith("#"));
    if (name === undefined) return [];
    const content = z.array(z.unknown()).parse(node[name]);
    const start = Place.safeParse(placed(raw)).data?.startIndex ?? 0;
    const line = lineAt(start);
    const attributes = Object.entries(Attributes.safeParse(node[":@"] ?? {}).data ?? {}).map(([key, value]): [string, string] => [key, resolveReferences(value)]);
    return [{ name, attributes: new Map(attributes), children: elementsOf(content, lineAt), text: textOf(content), line }];
  });
}

/** What the parser gives with `preserveOrder`: one key per node (a tag, `#text` or `#cdata`), attributes under `:@`. */
function nodeOf(raw: unknown): Readonly<Record<string, unknown>> {
  return typeof raw === "object" && raw !== null ? Object.fromEntries(Object.entries(raw)) : {};
}

function placed(node: unknown): unknown {
  return typeof node === "object" && node !== null ? Reflect.get(node, place) : undefined;
}

function textOf(content: readonly unknown[]): string {
  return content.map((raw) => {
    const { "#text": text, "#cdata": cdata } = nodeOf(raw);
    if (typeof text === "string") return resolveReferences(text);
    return Array.isArray(cdata) ? textOf(cdata) : "";
  }).join("");
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

/** Elements are asked for in order, parents before children: the text is walked once. */
function lineCounter(text: string): (index: number) => number {
  let at = 0;
  let line = 1;
  return (index) => {
    for (let next = text.indexOf("\n", at); next >= 0 && next < index; next = text.indexOf("\n", at)) {
      at = next + 1;
      line++;
    }
    return line;
  };
}
