/** Terminal escape sequences are colour, never content: they are taken out of the bytes before anything is searched in them. */

const ESC = 0x1b;
const BEL = 0x07;
const LINE_FEED = 0x0a;
const BACKSLASH = 0x5c;

/**
 * Removes escape sequences from `bytes[from, to)` in place and returns the new end. Known: CSI (`ESC [ … letter`), string
 * sequences (OSC, DCS, APC, PM, SOS, ended by BEL or `ESC \`), and two- and three-byte escapes (ECMA-48, section 5).
 * A line feed ends any unfinished sequence, so that lines never join.
 */
export function stripEscapes(bytes: Uint8Array, from: number, to: number): number {
  let read = bytes.indexOf(ESC, from);
  if (read < 0 || read >= to) return to;
  let write = read;
  while (read < to) {
    if (bytes[read] === ESC) read = endOfSequence(bytes, read + 1, to);
    else bytes[write++] = bytes[read++] ?? 0;
  }
  return write;
}

/** `at` is the byte after ESC. Returns the first byte after the sequence. */
function endOfSequence(bytes: Uint8Array, at: number, to: number): number {
  const kind = bytes[at] ?? LINE_FEED;
  if (at >= to || kind === LINE_FEED) return at;
  if (kind === 0x5b) return endOfControl(bytes, at + 1, to);
  if (kind === 0x5d || kind === 0x50 || kind === 0x5f || kind === 0x5e || kind === 0x58) return endOfText(bytes, at + 1, to);
  if (kind >= 0x20 && kind <= 0x2f) return Math.min(at + 2, to);
  return at + 1;
}

function endOfControl(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x40 && byte <= 0x7e) return at + 1;
    if (byte < 0x20 || byte > 0x7e) return at;
  }
  return to;
}

function endOfText(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte === BEL) return at + 1;
    if (byte === ESC) return bytes[at + 1] === BACKSLASH ? at + 2 : at;
    if (byte === LINE_FEED) return at;
  }
  return to;
}
