/** Counts line feeds four bytes at a time: a log's lines are numbered without looking at each byte. */

const LINE_FEEDS = 0x0a0a0a0a;
const LOW_BITS = 0x7f7f7f7f;
const ONES = 0x01010101;

/** Number of line feeds in `bytes[from, to)`. */
export function countLines(bytes: Uint8Array, from: number, to: number): number {
  const aligned = (4 - ((bytes.byteOffset + from) & 3)) & 3;
  const head = Math.min(from + aligned, to);
  const words = (to - head) >> 2;
  const tail = head + words * 4;
  return countSlowly(bytes, from, head) + countWords(bytes, head, words) + countSlowly(bytes, tail, to);
}

function countSlowly(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let index = from; index < to; index++) if (bytes[index] === 0x0a) count++;
  return count;
}

/** A byte of `word` that is a line feed becomes 0 after the exclusive or; the sum of the carries tells zero bytes exactly. All in 32-bit integers. */
function countWords(bytes: Uint8Array, from: number, length: number): number {
  if (length === 0) return 0;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + from, length);
  let count = 0;
  for (let block = 0; block < length; block += MOST_PER_LANE) count += countBlock(words, block, Math.min(block + MOST_PER_LANE, length));
  return count;
}

/** At most this many words are summed in four lanes of a byte each before the sum could turn negative. */
const MOST_PER_LANE = 127;

function countBlock(words: Int32Array, from: number, to: number): number {
  let sums = 0;
  for (let index = from; index < to; index++) {
    const word = (words[index] as number) ^ LINE_FEEDS;
    const zero = ~((((word & LOW_BITS) + LOW_BITS) | 0) | word | LOW_BITS);
    sums = (sums + ((zero >>> 7) & ONES)) | 0;
  }
  return (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
}
