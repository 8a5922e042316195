/** UTF-16 (RFC 2781) by its byte order mark, or by the NUL bytes that Western text in it has at every second place. */

export type WideText =
  | { readonly outcome: "decoded"; readonly text: string }
  | { readonly outcome: "refused"; readonly reason: string }
  | { readonly outcome: "not wide" };

/** Of the characters, at least this part must be ASCII for text without a mark to count as UTF-16: random binary data is far below. */
const LEAST_ASCII = 0.7;

export function decodeUtf16(bytes: Uint8Array): WideText {
  const [first = 0, second = 0, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return { outcome: "refused", reason: "it is UTF-32, which this repair does not read" };
  if (first === 0xff && second === 0xfe) return decode(bytes.subarray(2), "utf-16le");
  if (first === 0xfe && second === 0xff) return decode(bytes.subarray(2), "utf-16be");
  if (!bytes.includes(0)) return { outcome: "not wide" };
  const order = guessOrder(bytes);
  return order === null ? { outcome: "refused", reason: "it holds NUL bytes and is not UTF-16: it is binary" } : decode(bytes, order);
}

function decode(bytes: Uint8Array, order: "utf-16le" | "utf-16be"): WideText {
  try {
    const text = new TextDecoder(order, { fatal: true, ignoreBOM: true }).decode(bytes);
    if (/[\x00-\x08\x0e-\x1a\x1c-\x1f\x80-\x9f\ufffe\uffff]/u.test(text)) return { outcome: "refused", reason: "read as UTF-16 it holds control characters: it is binary" };
    return { outcome: "decoded", text };
  } catch {
    return { outcome: "refused", reason: "it looks like UTF-16 and is not valid there" };
  }
}

function guessOrder(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes.length % 2 !== 0) return null;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let index = 0; index < bytes.length; index += 2) {
    if (bytes[index] === 0) evenZeros += 1;
    if (bytes[index + 1] === 0) oddZeros += 1;
  }
  const least = (bytes.length / 2) * LEAST_ASCII;
  if (oddZeros >= least && evenZeros === 0) return "utf-16le";
  return evenZeros >= least && oddZeros === 0 ? "utf-16be" : null;
}
