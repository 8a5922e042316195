/** Literals that were found, in the order of the lines; each literal once in a line. */
export interface Finds {
  /** Position of the literal's first byte; its index; the end of its line (the line feed, or where the text ends); how many line feeds the text has before it. */
  readonly starts: number[];
  readonly literals: number[];
  readonly stops: number[];
  readonly numbers: number[];
}

/** The same, to be read only. */
export type Found = { readonly [part in keyof Finds]: ArrayLike<number> };

export function noFinds(): Finds {
  return { starts: [], literals: [], stops: [], numbers: [] };
}

/** Forgets what was found, as positions will mean other bytes. */
export function clearFinds(finds: Finds): void {
  finds.starts.length = finds.literals.length = finds.stops.length = finds.numbers.length = 0;
}
