/** A start tag of XML (1.0, section 3.1): its name and its attributes. */
import { resolveReferences } from "./xml-references.ts";

export interface StartTag {
  readonly name: string;
  /** References resolved; of two attributes with one name the first. */
  readonly attributes: ReadonlyMap<string, string>;
  /** `<name/>`: it has no end tag. */
  readonly empty: boolean;
  /** Index behind the tag. */
  readonly end: number;
}

/** Sticky: each begins where the one before it ended, so a tag is walked once. */
const NAME = /[^\s<>/="'&!?]+/y;
const ATTRIBUTE = /\s+([^\s<>/="']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const END = /\s*(\/?)>/y;
const NONE: ReadonlyMap<string, string> = new Map();

/** `at`: where the name begins. Null: it is no tag, or broken off. */
export function readStartTag(text: string, at: number): StartTag | null {
  NAME.lastIndex = at;
  const name = NAME.exec(text)?.[0];
  if (name === undefined) return null;
  ATTRIBUTE.lastIndex = at + name.length;
  const attributes = readAttributes(text);
  END.lastIndex = attributes.end;
  const empty = END.exec(text)?.[1];
  return empty === undefined ? null : { name, attributes: attributes.found ?? NONE, empty: empty !== "", end: END.lastIndex };
}

/** From where `ATTRIBUTE` stands. */
function readAttributes(text: string): { readonly found: Map<string, string> | null; readonly end: number } {
  let found: Map<string, string> | null = null;
  let end = ATTRIBUTE.lastIndex;
  for (let match = ATTRIBUTE.exec(text); match !== null; match = ATTRIBUTE.exec(text)) {
    const [, name = "", double, single = ""] = match;
    found ??= new Map();
    if (!found.has(name)) found.set(name, resolveReferences(double ?? single));
    end = ATTRIBUTE.lastIndex;
  }
  return { found, end };
}
