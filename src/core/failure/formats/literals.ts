/**
 * Literals that say more than a word does. A weak literal stands in many innocent lines, and each of them costs a look: `.py:` in every
 * `tests/a.py::test_b PASSED`, ` errors` in every `0 errors`. What stands beside the word in the lines that are meant makes it selective.
 */
const DIGITS = [..."0123456789"] as const;

/** The words with a number after them: `.py:` gives `.py:0` to `.py:9`. */
export function beforeNumber(...words: readonly string[]): readonly string[] {
  return words.flatMap((word) => DIGITS.map((digit) => `${word}${digit}`));
}

/** The words after any number: ` failing` gives `0 failing` to `9 failing`. */
export function afterNumber(...words: readonly string[]): readonly string[] {
  return words.flatMap((word) => DIGITS.map((digit) => `${digit}${word}`));
}

/** The words after a small letter. */
export function afterLetter(...words: readonly string[]): readonly string[] {
  return words.flatMap((word) => [..."abcdefghijklmnopqrstuvwxyz"].map((letter) => `${letter}${word}`));
}

/** The words after a number that is not zero: ` errors` gives `1 errors` to `9 errors` and `00 errors` to `90 errors`. */
export function afterCount(...words: readonly string[]): readonly string[] {
  return words.flatMap((word) => DIGITS.flatMap((digit) => [...(digit === "0" ? [] : [`${digit}${word}`]), `${digit}0${word}`]));
}
