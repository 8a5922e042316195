/**
 * The shape of a line: its bytes, with every word that holds a digit taken as the same. Lines of one shape have one template, and most lines
 * of a log have a shape that was met before: they are looked up by a 64-bit hash of it, and never become text.
 */
const LETTER = 1;
const DIGIT = 2;
const LINE_FEED = 10;

/** FNV-1a's prime (Fowler, Noll, Vo), and two odd numbers of MurmurHash3's final mix (Appleby). */
const PRIME = 0x01000193;
const MIX = 0x85ebca6b;
const OTHER_MIX = 0xc2b2ae35;
const DIGITS = 0x2a;

const classes = classTable();

/** Shapes remembered; when half of the slots are taken, all are forgotten and learnt anew. */
const SLOTS = 1 << 17;

export class Shapes {
  /** Three numbers a slot: both halves of the hash, and one more than the value (0: free). */
  readonly #slots = new Int32Array(3 * SLOTS);
  #taken = 0;
  #one = 0;
  #other = 0;

  /** Reads the shape of the line that begins at `from`, and gives where it ends: its line feed, or `to`. */
  scan(bytes: Uint8Array, from: number, to: number): number {
    let one = PRIME;
    let other = MIX;
    let word = 0;
    let kinds = 0;
    let at = from;
    for (; at < to; at++) {
      const byte = bytes[at] as number;
      const kind = classes[byte] as number;
      if (kind !== 0) {
        word = Math.imul(word ^ byte, PRIME);
        kinds |= kind;
        continue;
      }
      if (byte === LINE_FEED) break;
      if (kinds !== 0) {
        if (kinds >= DIGIT) word = DIGITS;
        one = Math.imul(one ^ word, MIX);
        other = Math.imul((other << 13 | other >>> 19) ^ word, OTHER_MIX);
        word = 0;
        kinds = 0;
      }
      one = Math.imul(one ^ byte, PRIME);
      other = Math.imul(other ^ byte, MIX);
    }
    if (kinds >= DIGIT) word = DIGITS;
    this.#one = Math.imul(one ^ word, MIX) ^ kinds;
    this.#other = Math.imul((other << 13 | other >>> 19) ^ word, OTHER_MIX);
    return at;
  }

  /** What was remembered for the shape read last; -1 for a new one. */
  recall(): number {
    return (this.#slots[this.#find() + 2] as number) - 1;
  }

  /** Remembers a value (0 or more) for the shape read last. */
  remember(value: number): void {
    if (this.#taken >= SLOTS / 2) {
      this.#slots.fill(0);
      this.#taken = 0;
    }
    const slot = this.#find();
    if (this.#slots[slot + 2] === 0) this.#taken++;
    this.#slots[slot] = this.#one;
    this.#slots[slot + 1] = this.#other;
    this.#slots[slot + 2] = value + 1;
  }

  /** The slot of the shape read last, or the free one where it would go. */
  #find(): number {
    const slots = this.#slots;
    for (let slot = ((this.#one ^ this.#one >>> 15) & (SLOTS - 1)) * 3; ; slot = slot + 3 === slots.length ? 0 : slot + 3) {
      if (slots[slot + 2] === 0 || (slots[slot] === this.#one && slots[slot + 1] === this.#other)) return slot;
    }
  }
}

function classTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const character = String.fromCharCode(byte);
    table[byte] = /\d/.test(character) ? DIGIT : byte >= 0x80 || /[a-z_$]/i.test(character) ? LETTER : 0;
  }
  return table;
}
