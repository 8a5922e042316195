import { noFinds } from "../../../src/core/failure/bytes/find-literals.ts";
import { CAPACITY, SLICE } from "../../../src/core/failure/bytes/scanner.ts";
import type { Rulebook } from "../../../src/core/failure/rulebook.ts";

/** How many lines hold a literal of some rule, as the scanner and the finder see it: what ripgrep is asked to count. */
export function candidateLines(bytes: Buffer, { scanners, finder }: Rulebook): number {
  const scanner = scanners.borrow();
  let lines = 0;
  for (let from = 0; from < bytes.length; ) {
    const piece = bytes.subarray(from, from + CAPACITY);
    const length = piece.length < CAPACITY ? piece.length : piece.lastIndexOf(10) + 1;
    scanner.bytes.set(piece.subarray(0, length));
    const finds = noFinds();
    for (let at = 0; at < length; at += SLICE) {
      const count = scanner.scan(at, Math.min(at + SLICE, length));
      finder.find(scanner.bytes, { positions: scanner.positions, count, from: 0, to: length }, finds);
    }
    lines += new Set(finds.stops).size;
    from += length;
  }
  scanners.giveBack(scanner);
  return lines;
}
