/**
 * Whether a text that was read as Windows-1252 is plausible. Any bytes decode; what tells Windows-1252 from its neighbours (Windows-1250,
 * 1251, ISO 8859-2 and -9, Mac Roman, DOS code pages, Shift JIS …) is what comes out: every word must be spelt as *one* and the same
 * Western language spells its words, and signs must stand where signs stand. `Dvoøák` and `poèítaè` are Czech read wrongly, and are in no
 * language below. The rules are narrow on purpose: what is doubtful goes to a person.
 */

/** Languages by the letters above ASCII that they use and where in a word these stand. Words are in lower case. */
const languages: Readonly<Record<string, RegExp>> = {
  french: /^(?:[a-zéëïœæ]|ç(?=[aou])|(?<=[a-zé])è(?=[bcdfglmnpqrstuvz])|[âêîôû](?=[a-zé])|à$|(?<=^o)ù$|ÿ)+$/u,
  german: /^[a-zäöüßé]+$/u,
  spanish: /^(?:[a-záéíóú]|ñ(?=[aeiouáéíóú])|(?<=g)ü(?=[eiéí]))+$/u,
  italian: /^[a-z]+[àèéìòù]?$|^è$/u,
  portuguese: /^(?:[a-záéíóúâô]|ç(?=[aouãõáóâ])|ã(?=[oe]|s?$|m)|õ(?=e)|ê(?=[a-z])|à(?=s?$)|(?<=(?:^|^voc|porqu|beb|cr|purê|[dlv]))ê$)+$/u,
  danish: /^[a-zæøåé]+$/u,
  swedish: /^[a-zåäöé]+$/u,
  dutch: /^[a-zéëïöü]+$/u,
};

/** Signs that mean the same in every Windows code page, or that no letter of another one replaces where they stand. */
const plainSigns = /[‘’“”–—…•™€„«»©®°£§·\u00a0]/u;

/** `text` is the decoded content. Null: plausible; else why not, in plain words. */
export function westernDoubt(text: string): string | null {
  return signDoubt(text) ?? wordDoubt(text);
}

function wordDoubt(text: string): string | null {
  const words = new Set<string>();
  for (const [word] of text.matchAll(/\p{L}+/gu)) if (/[^\x00-\x7f]/.test(word)) words.add(word);
  if (words.size === 0) return null;
  for (const spelling of Object.values(languages)) {
    if ([...words].every((word) => word.length <= 60 && spelling.test(word.toLowerCase()))) return null;
  }
  const sample = [...words].slice(0, 3).map((word) => `“${word.slice(0, 20)}”`).join(", ");
  return `read as Windows-1252 it has words such as ${sample} that no one Western language spells so`;
}

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
