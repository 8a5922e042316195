import { noFinds } from "../../../src/core/failure/bytes/finds.ts";
import { CAPACITY } from "../../../src/core/failure/bytes/scanner.ts";
import type { Rulebook } from "../../../src/core/failure/rulebook.ts";

/** How many lines hold a literal of some rule, as the scanner sees it: what ripgrep is asked to count. */
export function candidateLines(bytes: Buffer, { scanners }: Rulebook): number {
  const scanner = scanners.borrow();
  let lines = 0;
  for (let from = 0; from < bytes.length; ) {
    const piece = bytes.subarray(from, from + CAPACITY);
    const length = piece.length < CAPACITY ? piece.length : piece.lastIndexOf(10) + 1;
    scanner.bytes.set(piece.subarray(0, length));
    const finds = noFinds();
    scanner.find(0, length, finds);
    lines += new Set(finds.stops).size;
    from += length;
  }
  scanners.giveBack(scanner);
  return lines;
}
