/**
 * The header `# -*- coding: utf-8 -*-` in line 1 of a Python file (PEP 263, PEP 3120).
 *
 * PEP 263 also reads the header from line 2. The contract of this repair says line 1 only, so a script that begins with `#!` is
 * refused: line 1 belongs to the kernel, and a header in line 2 would be an edit outside the contract. A header in line 2 that
 * stands there already and names UTF-8 is right and stays. `__init__.py` is left to its authors.
 */
import { declaredEncoding, type DeclaredEncoding } from "./declared-encoding.ts";
import { decodeUtf8 } from "./decode-utf8.ts";
import { nameOf } from "./text-attributes.ts";
import { refused, text, type Transformation, type TransformInput } from "./transformation.ts";

const HEADER = "# -*- coding: utf-8 -*-";
const BOM = "\xef\xbb\xbf";

export function insertUtf8Header({ path, bytes }: TransformInput): Transformation {
  if (!/\.(py|pyi|pyw)$/.test(path)) return refused("the header is Python's, and this is not a Python file");
  if (nameOf(path) === "__init__.py") return refused("`__init__.py` is left as it is");
  if (bytes.includes(0)) return refused("it holds NUL bytes: it is not Python in UTF-8");
  if (decodeUtf8(bytes) === null) return refused("its bytes are not valid UTF-8, so the header would be false; re-encode it first");
  const content = Buffer.from(bytes).toString("latin1");
  const declared = declaredEncoding(path, content);
  if (declared !== null) return correct(content, declared);
  return insert(content, bytes);
}

function insert(content: string, bytes: Uint8Array): Transformation {
  if (content === "" || content === BOM) return text(bytes);
  const begin = content.startsWith(BOM) ? BOM.length : 0;
  if (content.startsWith("#!", begin)) return refused("line 1 is the script's `#!` line, and the header may only go into line 1");
  const newline = content.indexOf("\n");
  const end = newline > 0 && content[newline - 1] === "\r" ? "\r\n" : "\n";
  return encode(content.slice(0, begin) + HEADER + end + content.slice(begin));
}

function correct(content: string, declared: DeclaredEncoding): Transformation {
  if (declared.isUtf8) return encode(content);
  if (declared.line !== 1) return refused(`the header in line ${declared.line} names ${declared.name}, and only line 1 may be changed`);
  // With bytes above ASCII the program's texts would change: whether they were meant as UTF-8 is not for a machine to say.
  if (/[\x80-\xff]/.test(content)) return refused(`the header names ${declared.name} and the text is not plain ASCII: which of the two is meant is unclear`);
  const newline = content.indexOf("\n");
  const stop = newline === -1 ? content.length : newline;
  const carriage = content[stop - 1] === "\r" ? "\r" : "";
  return encode(HEADER + carriage + content.slice(stop));
}

function encode(content: string): Transformation {
  return text(new Uint8Array(Buffer.from(content, "latin1")));
}
