/** A shell script as far as it can be read without running it: its simple commands, word by word, and where a subshell begins and ends. */

export type ShellPart =
  | { readonly kind: "command"; readonly words: readonly string[] }
  /** `(`: what is changed until its end, such as the folder, does not last. */
  | { readonly kind: "open" }
  | { readonly kind: "close" };

/** Scripts are written by people: what is longer is not one that a log shows. */
const MOST_CHARACTERS = 200_000;

/** Words that stand before a command and are none themselves (POSIX, "Reserved Words"). */
const reserved: ReadonlySet<string> = new Set(["if", "then", "elif", "else", "fi", "do", "done", "while", "until", "!", "{", "}", "time"]);

/**
 * Quotes are taken off, continued lines joined, redirections and comments left out, assignments before a command too. What only the shell can know
 * stands in its word as it was written: `$FILES`, `$(git ls-files)`. A script that is not well formed gives what could be read.
 */
export function readShell(script: string): readonly ShellPart[] {
  return new ShellReader(script.slice(0, MOST_CHARACTERS).replace(/\\\r?\n/g, " ")).read();
}

class ShellReader {
  readonly #text: string;
  readonly #parts: ShellPart[] = [];
  #at = 0;
  #words: string[] = [];
  /** The word that is being read; null between words. */
  #word: string | null = null;
  #skipsNext = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly ShellPart[] {
    while (this.#at < this.#text.length) this.#take(this.#text[this.#at] ?? "");
    this.#endCommand();
    return this.#parts;
  }

  #take(character: string): void {
    switch (character) {
      case " ": case "\t": case "\r": return this.#step(() => this.#endWord());
      case "\n": case ";": case "|": return this.#step(() => this.#endCommand());
      case "&": return this.#ampersand();
      case "(": return this.#step(() => this.#paren("open"));
      case ")": return this.#step(() => this.#paren("close"));
      case "'": return this.#quoted("'");
      case '"': return this.#quoted('"');
      case "`": return this.#verbatim(this.#text.indexOf("`", this.#at + 1));
      case "$": return this.#dollar();
      case "\\": return this.#escaped();
      case ">": case "<": return this.#redirection();
      case "#": return this.#word === null ? this.#comment() : this.#add(character, 1);
      default: return this.#add(character, 1);
    }
  }

  #step(act: () => void): void {
    act();
    this.#at += 1;
  }

  #add(text: string, length: number): void {
    this.#word = (this.#word ?? "") + text;
    this.#at += length;
  }

  #quoted(quote: string): void {
    let end = this.#at + 1;
    while (end < this.#text.length && this.#text[end] !== quote) end += quote === '"' && this.#text[end] === "\\" ? 2 : 1;
    const inner = this.#text.slice(this.#at + 1, end);
    this.#add(quote === '"' ? inner.replace(/\\(["\\$`])/g, "$1") : inner, end + 1 - this.#at);
  }

  /** Up to and with `end`; to the end of the text where it is -1. */
  #verbatim(end: number): void {
    const stop = end === -1 ? this.#text.length : end + 1;
    this.#add(this.#text.slice(this.#at, stop), stop - this.#at);
  }

  #dollar(): void {
    if (this.#text[this.#at + 1] !== "(") return this.#add("$", 1);
    let depth = 0;
    for (let end = this.#at + 1; end < this.#text.length; end += 1) {
      if (this.#text[end] === "(") depth += 1;
      else if (this.#text[end] === ")" && (depth -= 1) === 0) return this.#verbatim(end);
    }
    this.#verbatim(-1);
  }

  #escaped(): void {
    this.#add(this.#text[this.#at + 1] ?? "", 2);
  }

  /** `&` and `&&` end a command; `&>` and the `>&1` of a redirection do not. */
  #ampersand(): void {
    if (this.#text[this.#at + 1] === ">") this.#redirection();
    else this.#step(() => this.#endCommand());
  }

  /** The file is left out together with the sign, and so is the number before it: `2>&1`, `> out.txt`. */
  #redirection(): void {
    if (this.#word !== null && /^\d+$/.test(this.#word)) this.#word = null;
    this.#endWord();
    while (/[<>&]/.test(this.#text[this.#at] ?? "")) this.#at += 1;
    this.#skipsNext = true;
  }

  #comment(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  #paren(kind: "open" | "close"): void {
    this.#endCommand();
    this.#parts.push({ kind });
  }

  #endWord(): void {
    const word = this.#word;
    this.#word = null;
    if (word === null) return;
    if (this.#skipsNext) this.#skipsNext = false;
    else if (this.#words.length > 0 || (!reserved.has(word) && !/^[A-Za-z_]\w*=/.test(word))) this.#words.push(word);
  }

  #endCommand(): void {
    this.#endWord();
    this.#skipsNext = false;
    if (this.#words.length > 0) this.#parts.push({ kind: "command", words: this.#words });
    this.#words = [];
  }
}
