/**
 * Finds the lines that matter: bytes are gathered in one buffer, whole lines pass the scanner, and where a literal stands, the rules
 * that asked for it are tried on that line alone. What they confirm is kept, with the lines around it.
 */
import { clearFinds, noFinds, type Finds } from "./bytes/finds.ts";
import { LineBuffer } from "./bytes/line-buffer.ts";
import type { Scanner } from "./bytes/scanner.ts";
import type { Excerpt } from "./excerpt.ts";
import { LineJudge, type Judged } from "./judge-lines.ts";
import type { Rulebook } from "./rulebook.ts";

export interface LineSearch {
  push(chunk: Uint8Array): void;
  finish(): Judged;
}

export function openLineSearch(excerpt: Excerpt, rulebook: Rulebook): LineSearch {
  return new BufferedSearch(excerpt, rulebook);
}

class BufferedSearch implements LineSearch {
  readonly #rulebook: Rulebook;
  readonly #scanner: Scanner;
  readonly #buffer: LineBuffer;
  readonly #judge: LineJudge;
  readonly #finds: Finds = noFinds();
  #number = 1;

  constructor(excerpt: Excerpt, rulebook: Rulebook) {
    this.#rulebook = rulebook;
    this.#scanner = rulebook.scanners.borrow();
    this.#buffer = new LineBuffer(this.#scanner.bytes);
    this.#judge = new LineJudge(excerpt, rulebook);
  }

  push(chunk: Uint8Array): void {
    for (let offset = 0; offset < chunk.length; ) {
      offset += this.#buffer.take(chunk, offset);
      if (!this.#buffer.isFull) continue;
      const end = this.#buffer.cleanWholeLines();
      this.#search(end);
      this.#buffer.forget(end);
    }
  }

  finish(): Judged {
    this.#search(this.#buffer.cleanAll());
    const judged = this.#judge.finish();
    this.#rulebook.scanners.giveBack(this.#scanner);
    return judged;
  }

  /** Searches what is new up to `end`. */
  #search(end: number): void {
    const { fresh } = this.#buffer;
    const { bytes } = this.#scanner;
    const feeds = this.#scanner.find(fresh, end, this.#finds);
    this.#judge.read({ bytes, begin: 0, fresh, end, number: this.#number, feeds, finds: this.#finds });
    this.#number += feeds;
    clearFinds(this.#finds);
  }
}
