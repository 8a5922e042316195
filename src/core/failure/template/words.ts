/**
 * A message as words, with all that varies by its form alone masked: times, sizes, durations, addresses, paths, quoted names, identifiers
 * and numbers. What varies though it looks like any other word is found by the miner.
 */
export const MASK = "<*>";

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}";
const DAY = "(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}";
const UNIT = "(?:[kmgtp]i?)?b|bytes?";

/** Whole things first: what a later pattern would cut in pieces. None can begin in more than one way at a place, so that each is linear. */
const THINGS: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'<>()]+/gi, MASK],
  [new RegExp(`\\b(?:${DAY},? )?(?:${MONTH} {1,2}\\d{1,2}|\\d{1,2} ${MONTH}),?(?: \\d{4})?(?: \\d\\d:\\d\\d(?::\\d\\d)?(?:[.,]\\d+)?)?(?: [A-Z]{3,4}\\b)?(?: \\d{4})?\\b`, "gi"), MASK],
  [/(?<![\w.:])\d{1,3}:\d\d(?::\d\d)?(?:[.,]\d+)?(?!\w)/g, MASK],
  [new RegExp(`(?<![\\w.])\\d[\\d.,]*\\s?(?:${UNIT})(?:\\s\\(\\d[\\d.,]*\\s?(?:${UNIT})\\))?(?!\\w)`, "gi"), MASK],
  [/(?<![\w.])<?\d[\d.,]*\s?(?:ms|msec|milliseconds?|s|secs?|seconds?|mins?|minutes?|hours?|h|us|µs|ns)(?!\w)/g, MASK],
  [/(?<![\w.-])[\w-]+(?:\.[\w-]+)+:\d{1,5}(?![\w.])/g, MASK],
  [/"[^"\s]*"/g, `"${MASK}"`],
  [/(?<=^|[\s=([:,])'[^'\s]*'(?=$|[\s)\]:,.;])/g, `'${MASK}'`],
  [/`[^`\s]*`/g, `'${MASK}'`],
  [/(?<![\w/\\])(?:[A-Za-z]:)?[.~]?(?:[/\\][^\s"'<>()[\]{},;:=|/\\]+){2,}[^\s"'<>()[\]{},;:|]*/g, MASK],
  [/(?<![\w.])[\w.]*\w\(\d+(?:,\s?\d+)*\)/g, MASK],
  [/(?<![\w.@+~-])[\w.@+~-]+(?:\/[\w.@+~-]+)+\.[a-z]\w{0,4}(?![\w/])/gi, MASK],
  [/(?<=\s)\(\)/g, `(${MASK})`],
  [/\b[0-9a-f]{8,}\b/gi, MASK],
  [/([^\w\s<>])\1{3,}/g, "$1$1$1"],
];

/** A mask; words joined by signs that stand inside names; white space; any other sign. */
const PIECES = /<\*>|[\p{L}\p{N}_$*]+(?:[.\-/@~+%\\#&'!?]+[\p{L}\p{N}_$*]+)*|\s+|[^\s\p{L}\p{N}_$*]/gu;
const SEPARATOR = /^[=:,;()[\]{}"'<>|]$/;
const JOINING = /^[:,.\-/@#+~*|_\\&;\s]$/;
const LONGEST = 4000;

/** The words of a message in normal form; at most as many as stand in its first 4,000 characters. */
export function wordsOf(message: string): string[] {
  let text = message.slice(0, LONGEST);
  for (const [thing, mask] of THINGS) text = text.replace(thing, mask);
  return joined(withoutRuns(text.match(PIECES)?.map(masked) ?? []));
}

/** The template of one message seen alone. */
export function templateOf(message: string): string {
  return wordsOf(message).join(" ");
}

/** Plain words and signs are constant until many of them are seen in one place; names and values of any other form vary more easily. */
export function isPlain(word: string): boolean {
  return /^(?:\p{Lu}?[\p{Ll}']+|\p{Lu}+|\p{L}|[^\p{L}\p{N}_]+)[.!?]*$/u.test(word);
}

/** A plain word, a plain sign, or a name, value or mask: only these may differ where clusters are compared. */
export const wordKinds = { word: 0, sign: 1, name: 2 } as const;
export type WordKind = (typeof wordKinds)[keyof typeof wordKinds];

const known = new Map<string, WordKind>();
const MOST_KNOWN = 20_000;

/** Remembered for words seen lately: it is asked for the same ones again and again. */
export function kindOf(word: string): WordKind {
  const found = known.get(word);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const kind = !isPlain(word) ? wordKinds.name : hasLetters(word) ? wordKinds.word : wordKinds.sign;
  known.set(word, kind);
  return kind;
}

export function hasLetters(word: string): boolean {
  return word !== MASK && /[\p{L}\p{N}]/u.test(word);
}

function masked(piece: string): string {
  if (piece.trim() === "") return " ";
  return /\d/.test(piece) ? MASK : piece;
}

/** A list of masked things is one: however many they are. */
function withoutRuns(pieces: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const piece of pieces) {
    if (piece === MASK) {
      let before = kept.length - 1;
      while (before >= 0 && kept.length - before <= 3 && JOINING.test(kept[before] ?? "")) before--;
      if (kept[before] === MASK) {
        kept.length = before + 1;
        continue;
      }
    }
    kept.push(piece);
  }
  return kept;
}

function joined(pieces: readonly string[]): string[] {
  const words: string[] = [];
  let word = "";
  const end = (): void => {
    const ended = word.includes(MASK) ? MASK : word;
    if (word !== "" && !(ended === MASK && words.at(-1) === MASK)) words.push(ended);
    word = "";
  };
  for (const piece of pieces) {
    if (piece === " ") end();
    else if (SEPARATOR.test(piece)) {
      end();
      words.push(piece);
    } else word += piece;
  }
  end();
  return words;
}
