/** A scanner's memory is dear to set up and belongs to one reading at a time: one that is done leaves its scanner to the next. */
import type { Scanner } from "./scanner.ts";

export interface ScannerPool {
  borrow(): Scanner;
  giveBack(scanner: Scanner): void;
}

/** Idle scanners that are kept; more than this read at once now and then, and theirs are let go. */
const MOST_IDLE = 4;

export function createScannerPool(open: () => Scanner): ScannerPool {
  const idle: Scanner[] = [];
  return {
    borrow: () => idle.pop() ?? open(),
    giveBack(scanner) {
      if (idle.length < MOST_IDLE) idle.push(scanner);
    },
  };
}
