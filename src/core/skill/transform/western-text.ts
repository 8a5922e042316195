/**
 * Whether a text that was read as Windows-1252 is plausible. Any bytes decode; what tells Windows-1252 from its neighbours (Windows-1250,
 * 1251, ISO 8859-2 and -9, Mac Roman, DOS code pages, Shift JIS …) is what comes out. Letters with the same byte in Windows-1250
 * (á é í ó ú ö ü ç …) are right whichever it is. The others must stand where Western languages put them: `Dvoøák` and `poèítaè` are Czech
 * read wrongly, `siê` is Polish. The rules are narrow on purpose: what is doubtful goes to a person.
 */

/** Letters that Windows-1252 does not share with Windows-1250. */
const telling = /[^\x00-\x7fáâäçéëíîóôöúüß]/u;

/** Words that only these languages spell so: one is enough, and several languages may stand in one file. */
const certain: readonly RegExp[] = [
  // French: è before a consonant and within a word, ê before few of them, ï after a vowel, à and ù in the words that have them.
  /^(?:[a-jl-vx-zâçéëîôöü]|(?<=[a-zé])è(?=[bcdfglmnpqrstv])|ê(?=[tmlnpvqr]|ch)|û(?=[a-z])|(?<=[aoué])ï|œ(?=u|il|d))+$/u,
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

/** More than two thirds accents: another script's letters read as Western ones. */
function isDense(word: string): boolean {
  const accents = word.replace(/[\x00-\x7f]/g, "").length;
  return word !== "é" && (accents * 3 > word.length * 2 || /[^\x00-\x7f]{3}/.test(word));
}

/** Signs that mean the same in every Windows code page, or that no letter of another one replaces where they stand. */
const plainSigns = /[‘’“”–—…•™€„«»©®°£§·\u00a0]/u;

function signDoubt(text: string): string | null {
  for (const match of text.matchAll(/[^\x00-\x7f\p{L}]/gu)) {
    const [sign] = match;
    const before = text.charAt(match.index - 1);
    const after = text.charAt(match.index + 1);
    if (!isAtHome(sign, before, after)) return `read as Windows-1252 it has “${sign}” between “${before}” and “${after}”, where that sign does not stand`;
  }
  return null;
}

function isAtHome(sign: string, before: string, after: string): boolean {
  if (/[¡¿]/.test(sign)) return !/\p{L}/u.test(before) && /[\p{L}¡¿]/u.test(after);
  if (/[²³]/.test(sign)) return before === "m" && !/\p{L}/u.test(after);
  if (/[ªº¹½¼¾]/.test(sign)) return /[0-9]/.test(before) && !/\p{L}/u.test(after);
  if (/[±×÷]/.test(sign)) return /[0-9 ]/.test(before) && /[0-9 ]/.test(after);
  if (!plainSigns.test(sign)) return false;
  return /[’–—\u00a0·]/u.test(sign) || !(/\p{L}/u.test(before) && /\p{L}/u.test(after));
}
