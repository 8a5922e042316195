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
export function stripEscapes(bytes: Buffer, from: number, to: number): number {
  let read = nextEscape(bytes, from, to);
  let write = read;
  while (read < to) {
    read = endOfSequence(bytes, read + 1, to);
    const next = nextEscape(bytes, read, to);
    if (next > read) bytes.copyWithin(write, read, next);
    write += next - read;
    read = next;
  }
  return write;
}

/** Escape sequences stand close together in the lines that have any: a few bytes are looked at one by one before the search for a far one is begun. */
const NEAR = 24;

function nextEscape(bytes: Buffer, from: number, to: number): number {
  const near = from + NEAR < to ? from + NEAR : to;
  for (let at = from; at < near; at++) if (bytes[at] === ESC) return at;
  const found = near < to ? bytes.indexOf(ESC, near) : to;
  return found < 0 || found > to ? to : found;
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
