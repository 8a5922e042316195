/**
 * Whether a text that was read as Windows-1252 is plausible. Any bytes decode; what tells Windows-1252 from its neighbours (Windows-1250,
 * 1251, ISO 8859-2 and -9, Mac Roman, DOS code pages, Shift JIS …) is what comes out. Letters with the same byte in Windows-1250
 * (á é í ó ú ö ü ç …) are right whichever it is. The others must stand where Western languages put them: `Dvoøák` and `poèítaè` are Czech
 * read wrongly, `siê` is Polish. The rules are narrow on purpose: what is doubtful goes to a person.
 */

/** Letters that Windows-1252 does not share with Windows-1250 (Central Europe), or for ë with Windows-1257 (Baltic). */
const telling = /[^\x00-\x7fáâäçéíîóôöúüß]/u;

/** Words that only these languages spell so: one is enough, and several languages may stand in one file. */
const certain: readonly RegExp[] = [
  // French and Dutch: è before a consonant and within a word, ê before few of them, ë and ï after a vowel, û, à and ù in the words that have them.
  /^(?:[a-jl-vx-zâçéîôöü]|(?<=[a-zé])è(?=[bcdfglmnpqrstv])|ê(?=[tmlnpvqr]|ch)|(?<=o|^fl|^f|aff)û(?=t)|(?<=br)û(?=l)|(?<=[smq])û(?=r)|(?<=b)û(?=ch)|(?<=e)û(?=n)|(?<=d)û(?=$|ment)|(?<=[aeiou])ë|(?<=[aoué])ï|œ(?=u|il|d))+$/u,
  /^(?:[a-záéíóúäöü]|(?<=[aeiou])ë)+$/u,
  /^(?:à|là|çà|déjà|voilà|delà|holà|où)$/u,
  // Spanish: ñ before a vowel.
  /^(?:[a-záéíóúü]|ñ(?=[aeiouáéíóú]))+$/u,
  // Swedish.
  /^[a-zåäöé]+$/u,
  // Portuguese: nasal vowels before the vowels that follow them, ê where it is nasal or in the words that end with it.
  /^(?:[a-záâçéíóôúü]|ã(?=[oe])|õ(?=e)|ê(?=[nmt]|s$)|ê$(?<=^(?:voc|porqu|beb|d|l|v|cr)ê))+$/u,
  /^(?:à|às|àquel[ae]s?|a?manhãs?|irmãs?|maçãs?|romãs?|cristãs?|alemãs?)$/u,
];

/** Letters of these stand for others elsewhere: all such words of the file must be of the one language, with two different letters of it. */
const supported: readonly { readonly word: RegExp; readonly letters: RegExp }[] = [
  { word: /^[a-zæøåé]+$/u, letters: /[æøå]/gu },
  { word: /^[a-z]*[àèéìòù]$/u, letters: /[àèìòù]/gu },
];

/** `text` is the decoded content. Null: plausible; else why not, in plain words. */
export function westernDoubt(text: string): string | null {
  return signDoubt(text) ?? wordDoubt(text);
}

function wordDoubt(text: string): string | null {
  const words = new Set<string>();
  for (const [word] of text.matchAll(/\p{L}+/gu)) if (/[^\x00-\x7f]/.test(word)) words.add(word.toLowerCase());
  const special = [...words].filter((word) => telling.test(word));
  const odd = [...words].filter((word) => (telling.test(word) ? !isCertain(word) : isDense(word)));
  if (odd.length === 0) return null;
  if (odd.every((word) => telling.test(word)) && supported.some((language) => supports(special, language))) return null;
  const sample = odd.slice(0, 3).map((word) => `“${word.slice(0, 20)}”`).join(", ");
  return `read as Windows-1252 it has words such as ${sample} that no Western language spells so`;
}

function isCertain(word: string): boolean {
  return word.length <= 60 && certain.some((spelling) => spelling.test(word));
}

function supports(words: readonly string[], { word: spelling, letters }: (typeof supported)[number]): boolean {
  return words.every((word) => spelling.test(word)) && new Set(words.join("").match(letters)).size >= 2;
}

/** More than two thirds accents: another script's letters read as Western ones. `groá` is `groß` of a DOS code page, `ávestis` Lithuanian. */
function isDense(word: string): boolean {
  const accents = word.replace(/[\x00-\x7f]/g, "").length;
  return word !== "é" && (accents * 3 > word.length * 2 || /[^\x00-\x7f]{3}|[aeiou]á$|^á(?![rnmlgtcfs])/.test(word));
}

function signDoubt(text: string): string | null {
  for (const match of text.matchAll(/[^\x00-\x7f\p{L}]/gu)) {
    const [sign] = match;
    const around = { sign, before: text.slice(Math.max(0, match.index - 12), match.index), after: text.slice(match.index + 1, match.index + 4) };
    if (!isAtHome(around)) return `read as Windows-1252 it has “${sign}” between “${around.before.slice(-1)}” and “${around.after.slice(0, 1)}”, where that sign does not stand`;
  }
  return null;
}

interface Around { readonly sign: string; readonly before: string; readonly after: string }

/** Before an apostrophe within a word: what French and Italian elide. After it: what English shortens. */
const elided = /(?:^|\P{L})(?:[ldjnscmt]|qu|lorsqu|puisqu|jusqu|quoiqu|aujourd|presqu|(?:de|a|ne|su|que|be|da|co)ll|un|quest|anch|com|dov|o)$/iu;
const shortened = /^(?:s|t|d|m|ll|re|ve)(?:\P{L}|$)/iu;

/** In other code pages the same bytes are letters, and stand as letters do. */
function isAtHome({ sign, before, after }: Around): boolean {
  const follows = /\p{L}$/u.test(before);
  const precedes = /^\p{L}/u.test(after);
  if (/[¡¿]/.test(sign)) return !follows && /^[\p{L}¡¿]/u.test(after);
  if (/[²³]/.test(sign)) return before.endsWith("m") && !precedes;
  if (/[ªº¹½¼¾]/.test(sign)) return /[0-9]$/.test(before) && !precedes;
  if (/[±×÷]/.test(sign)) return /[0-9 ]$/.test(before) && /^[0-9 ]/.test(after);
  if (/[‘“„§£]/.test(sign)) return !follows;
  if (sign === "’" && follows && precedes) return shortened.test(after) || (elided.test(before) && /^(?:[aeiouyhâéèêîôàœ]|\p{Lu})/u.test(after));
  if (/[–—]/.test(sign) && follows && precedes) return /\p{Ll}$/u.test(before) && /^\p{Lu}/u.test(after);
  if (/[’–—·]/.test(sign)) return true;
  return /[”…•™€«»©®°\u00a0]/u.test(sign) && !(follows && precedes);
}
