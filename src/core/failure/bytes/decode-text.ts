/** A log in UTF-16 (PowerShell writes such) is turned into UTF-8 while it streams; anything else passes through untouched. */

type Encoding = "utf-16le" | "utf-16be" | "bytes";

/** How many bytes are looked at when there is no byte order mark. */
const SAMPLE = 256;

export interface TextDecoding {
  /** Takes the next bytes of the log, gives the next bytes in UTF-8. */
  decode(chunk: Uint8Array): Uint8Array;
  finish(): Uint8Array;
}

/** The first chunk decides: a byte order mark, or a zero in nearly every second byte. */
export function openTextDecoding(): TextDecoding {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let decided = false;
  const encoder = new TextEncoder();
  return {
    decode(chunk) {
      if (!decided && chunk.length > 0) {
        decided = true;
        const encoding = guessEncoding(chunk);
        if (encoding !== "bytes") decoder = new TextDecoder(encoding, { fatal: false });
      }
      return decoder === null ? chunk : encoder.encode(decoder.decode(chunk, { stream: true }));
    },
    finish() {
      return decoder === null ? new Uint8Array(0) : encoder.encode(decoder.decode());
    },
  };
}

/** What a log's first bytes say. */
export function isUtf16(head: Uint8Array): boolean {
  return guessEncoding(head) !== "bytes";
}

function guessEncoding(chunk: Uint8Array): Encoding {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return "utf-16le";
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return "utf-16be";
  const length = Math.min(chunk.length, SAMPLE) & ~1;
  if (length < 8) return "bytes";
  const zeros = [0, 0];
  for (let index = 0; index < length; index++) if (chunk[index] === 0) zeros[index & 1] = (zeros[index & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const nearlyAll = (length / 2) * 0.9;
  if (odd >= nearlyAll && even < length / 20) return "utf-16le";
  if (even >= nearlyAll && odd < length / 20) return "utf-16be";
  return "bytes";
}
