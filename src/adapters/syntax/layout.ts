/** What is layout in each grammar: what the formatters of that language choose, and nothing more. All else makes two trees differ. */

export interface Layout {
  /** A comma behind the last element. */
  readonly trailingCommas: boolean;
  readonly semicolons: boolean;
  /** Parentheses that only repeat what the tree says. */
  readonly parentheses: boolean;
  /** Which quotes stand around a string. */
  readonly quotes: boolean;
  /** `value`: `1.50` is `1.5`; `letters`: `0XFF` is `0xff`, and `1.0` is not `1`. */
  readonly numbers: "value" | "letters";
  /** A carriage return before a line feed is nothing, inside strings too (the language says so). */
  readonly carriageReturns: boolean;
  /** Comments where white space behind this mark is layout; all others keep it, because directives need it or forbid it (`//go:build`, `/// <reference>`). */
  readonly looseComment: RegExp | null;
}

const strict: Layout = { trailingCommas: false, semicolons: false, parentheses: false, quotes: false, numbers: "letters", carriageReturns: false, looseComment: null };
const script: Layout = { ...strict, trailingCommas: true, semicolons: true, parentheses: true, quotes: true, numbers: "value", carriageReturns: true };

const layouts: Readonly<Record<string, Layout>> = {
  javascript: script, typescript: script, tsx: script,
  python: { ...script, numbers: "letters", looseComment: /^#(?![!:])\s*(?![!:])/ },
  go: { ...script, quotes: false, numbers: "letters" },
  rust: { ...strict, trailingCommas: true, semicolons: true, carriageReturns: true },
  java: { ...strict, carriageReturns: true },
  cpp: { ...strict, looseComment: /^\/\/(?![/!])\s*(?![/!])/ },
  css: { ...strict, semicolons: true, quotes: true, numbers: "value" },
  bash: { ...strict, semicolons: true },
  ruby: { ...strict, trailingCommas: true, semicolons: true },
  php: { ...strict, trailingCommas: true, semicolons: true },
};

/** Where nothing is known of a grammar, nothing is layout but white space. */
export function layoutOf(grammar: string): Layout {
  return layouts[grammar] ?? strict;
}
