import type TreeSitter from "@vscode/tree-sitter-wasm";
import type { Layout } from "./layout.ts";

type Node = TreeSitter.Node;

const STRINGS = new Set(["string", "template_string", "string_literal", "interpreted_string_literal", "string_value", "format_specifier"]);
/** Parts of a string that hold text of their own between their children. */
const CONTENTS = new Set(["string_content", "string_fragment"]);
const QUOTES = /^(?:["'`]|"""|''')$/;

export function isString(node: Node): boolean {
  return STRINGS.has(node.type);
}

interface Piece { readonly raw: boolean; readonly text: string }

/** The string's content, whatever quotes stand around it; `code` prints what is interpolated. Text that no child covers is part of it. */
export function printString(node: Node, layout: Layout, code: (node: Node) => string): string {
  const prefix = layout.quotes ? prefixOf(node) : "";
  const pieces = merge(piecesOf(node, { layout, code, isRaw: prefix.includes("r") }));
  const kind = node.type === "template_string" ? "template" : "string";
  return `<${kind} ${prefix}${pieces.map(({ raw, text }) => (raw ? JSON.stringify(text) : text)).join(" ")}>`;
}

interface Reading { readonly layout: Layout; readonly code: (node: Node) => string; readonly isRaw: boolean }

function piecesOf(node: Node, reading: Reading): readonly Piece[] {
  const pieces: Piece[] = [];
  const [whole, start] = [node.text, node.startIndex];
  let at = start;
  const raw = (text: string): void => { if (text !== "") pieces.push({ raw: true, text: reading.layout.carriageReturns ? text.replaceAll("\r\n", "\n") : text }); };
  for (const child of node.children) {
    if (child === null) continue;
    raw(whole.slice(at - start, child.startIndex - start));
    pieces.push(...pieceOf(child, reading));
    at = child.endIndex;
  }
  raw(whole.slice(at - start));
  return pieces;
}

function pieceOf(child: Node, reading: Reading): readonly Piece[] {
  const { layout, code, isRaw } = reading;
  if (layout.quotes && (child.type === "string_start" || child.type === "string_end" || QUOTES.test(child.type))) return [];
  if (CONTENTS.has(child.type)) return piecesOf(child, reading);
  if (child.type !== "escape_sequence") return [{ raw: false, text: code(child) }];
  // Whether a quote needs an escape depends on the quotes around it.
  if (layout.quotes && !isRaw && /^\\['"`]$/.test(child.text)) return [{ raw: true, text: child.text.slice(1) }];
  return [isRaw ? { raw: true, text: child.text } : { raw: false, text: `escape:${JSON.stringify(child.text.replaceAll("\r\n", "\n"))}` }];
}

function merge(pieces: readonly Piece[]): readonly Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece.raw && last?.raw === true) merged[merged.length - 1] = { raw: true, text: last.text + piece.text };
    else merged.push(piece);
  }
  return merged;
}

/** Python: `b`, `f`, `r` in either case and `u`, which says nothing. */
function prefixOf(node: Node): string {
  const start = node.firstChild;
  return start?.type === "string_start" ? start.text.replace(/['"]+$/, "").toLowerCase().replace("u", "") : "";
}
