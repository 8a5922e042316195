/** The text of valid UTF-8 (a byte order mark stays as U+FEFF); null where the bytes are not valid. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
