/** The words of a command as a person types them, on whichever keyboard: quotes hold words together, and what phones make of `--` and `"` is taken back. */

export type Words = { readonly ok: true; readonly words: readonly string[] } | { readonly ok: false; readonly reason: string };

const OPENING: Readonly<Record<string, string>> = { "\"": "\"", "'": "'", "“": "”", "„": "“", "«": "»" };

export function wordsOf(line: string): Words {
  const words: string[] = [];
  let word: string | null = null;
  let ends: string | null = null;
  for (const character of line) {
    if (ends !== null) {
      if (character === ends || (ends === "“" && character === "”")) ends = null;
      else word = (word ?? "") + character;
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (OPENING[character] !== undefined && (word === null || word.endsWith("="))) {
      ends = OPENING[character] ?? null;
      word ??= "";
    } else word = (word ?? "") + character;
  }
  if (ends !== null) return { ok: false, reason: `a quotation mark is not closed (${ends})` };
  return { ok: true, words: (word === null ? words : [...words, word]).map(withDashes) };
}

/** `—file` and `–file` are `--file` after a phone or a mail program has had it. */
function withDashes(word: string): string {
  return word.replace(/^[–—](?=[a-z])/i, "--");
}
