/**
 * Text in another encoding → UTF-8 without byte order mark. In this order: what the bytes show (a mark, UTF-16's NULs), what the file
 * declares, what is plausible (Windows-1252 and its part Latin-1), and double-encoded text. Whatever is doubtful is refused with the
 * doubt: text repaired wrongly is worse than text that is visibly broken.
 */
import { declaredEncoding } from "./declared-encoding.ts";
import { decodeUtf8 } from "./decode-utf8.ts";
import { decodeUtf16 } from "./decode-utf16.ts";
import { repairMojibake } from "./repair-mojibake.ts";
import { refused, text, type Transformation, type TransformInput } from "./transformation.ts";
import { westernDoubt } from "./western-text.ts";
import { decodeWindows1252 } from "./windows-1252.ts";

const wanted = [null, "utf-8", "utf8"];

export function reencodeUtf8(input: TransformInput): Transformation {
  const { bytes, attributes } = input;
  if (attributes.binary) return refused("`.gitattributes` says that it is not text");
  if (attributes.charset === "utf-8-bom") return keepMarked(bytes);
  if (!wanted.includes(attributes.charset)) return refused(`the repository asks for ${attributes.charset ?? ""} here`);
  if (bytes.length === 0) return text(bytes);
  const wide = decodeUtf16(bytes);
  if (wide.outcome === "decoded") return fromText(wide.text);
  if (wide.outcome === "refused") return refused(wide.reason);
  if (/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(latin1(bytes))) return refused("it holds control characters that text does not have: it is binary");
  const decoded = decodeUtf8(bytes);
  return decoded === null ? fromSingleBytes(input) : fromText(decoded);
}

/** A repository that asks for the mark keeps it; without the mark the file is left to its own tool. */
function keepMarked(bytes: Uint8Array): Transformation {
  return decodeUtf8(bytes) === null ? refused("the repository asks for UTF-8 with a byte order mark, which this repair does not write") : text(bytes);
}

/** What was read for certain: marks go, and double-encoded text is undone. */
function fromText(decoded: string): Transformation {
  const unmarked = decoded.replace(/^\ufeff+/, "");
  if (unmarked.includes("\ufffd")) return refused("it holds U+FFFD: the characters that stood there are lost");
  const finding = repairMojibake(unmarked);
  if (finding.kind === "mixed") return refused(`“${finding.sample.slice(0, 20)}” looks double-encoded, and other text beside it does not: which is meant is unclear`);
  return write(finding.kind === "repaired" ? finding.text : unmarked);
}

function fromSingleBytes({ path, bytes }: TransformInput): Transformation {
  const content = latin1(bytes);
  const declared = declaredEncoding(path, content);
  if (declared !== null && !declared.isUtf8) return fromDeclared(content, declared);
  const decoded = decodeWindows1252(content);
  if (decoded === null) return refused("it is neither UTF-8 nor Windows-1252, and which encoding it has cannot be told from the bytes");
  if (repairMojibake(decoded).kind !== "none") return refused("it mixes UTF-8 with another encoding");
  const doubt = westernDoubt(decoded);
  return doubt === null ? write(decoded) : refused(`${doubt}: which encoding it has cannot be told from the bytes`);
}

/** The declaration is believed, and rewritten with the text: one without the other would break the file. */
function fromDeclared(content: string, declared: { readonly name: string; readonly start: number; readonly end: number }): Transformation {
  const decoder = declaredDecoder(declared.name);
  if (decoder === null) return refused(`it declares the encoding ${declared.name}, which is not one that this repair reads`);
  const decoded = decoder.decode(Buffer.from(content, "latin1"));
  if (/[\x80-\x9f\ufffd]/u.test(decoded)) return refused(`it declares ${declared.name}, and its bytes are not valid there`);
  if (repairMojibake(decoded).kind !== "none") return refused(`it declares ${declared.name}, and holds UTF-8 beside it`);
  return write(decoded.slice(0, declared.start) + "utf-8" + decoded.slice(declared.end));
}

function declaredDecoder(name: string): InstanceType<typeof TextDecoder> | null {
  const label = name === "latin-1" ? "latin1" : name.replace(/^cp(125\d)$/, "windows-$1");
  if (!/^(latin1|iso-?8859-\d+|windows-125\d|koi8-[ru])$/.test(label)) return null;
  try {
    return new TextDecoder(label);
  } catch {
    return null;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function write(content: string): Transformation {
  return text(new TextEncoder().encode(content));
}
