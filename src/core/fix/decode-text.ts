/** The text of a file and how it was encoded. Windows-1252 gives a character to every byte but five, and so is the last resort (WHATWG Encoding). */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly byteOrderMark: boolean;
}

/** Null when the bytes are not text: a NUL outside UTF-16. */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decodeAs("utf-16le", bytes), encoding: "utf-16le", byteOrderMark: true };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: decodeAs("utf-16be", bytes), encoding: "utf-16be", byteOrderMark: true };
  if (bytes.includes(0)) return null;
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8", byteOrderMark };
  } catch {
    return { text: decodeAs("windows-1252", bytes), encoding: "windows-1252", byteOrderMark: false };
  }
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}
