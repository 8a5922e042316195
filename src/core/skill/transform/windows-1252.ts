/** Windows-1252, as the WHATWG Encoding Standard's index has it, except that its five unused bytes (81 8D 8F 90 9D) stay unused. Latin-1 text is the part without 80–9F. */

/** Characters of the bytes 80–9F; a space stands for an unused byte. */
const HIGH = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

const byCharacter = new Map<string, number>([...HIGH].flatMap((character, index) => (character === " " ? [] : [[character, 0x80 + index] as const])));

/** Null where a byte is unused. `content` holds one character per byte (latin1). */
export function decodeWindows1252(content: string): string | null {
  if (/[\x81\x8d\x8f\x90\x9d]/.test(content)) return null;
  return content.replace(/[\x80-\x9f]/g, (byte) => HIGH.charAt(byte.charCodeAt(0) - 0x80));
}

/**
 * The bytes of a text as a program writes them that takes UTF-8 for Windows-1252: unused bytes come out as the C1 controls of the same number.
 * Null where a character has no byte.
 */
export function encodeWindows1252(text: string): Uint8Array | null {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const byte = byCharacter.get(character) ?? (code <= 0xff ? code : null);
    if (byte === null) return null;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}
