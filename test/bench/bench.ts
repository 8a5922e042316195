/** A bench measures one thing against what it is compared with, in one run, and gives rows for the table. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What is to be reached, in words: `≥ 1.4 ×`. */
  readonly target?: string;
  readonly met?: boolean;
  readonly note?: string;
}

export interface Bench {
  readonly name: string;
  run(): Promise<readonly Row[]>;
}

/** Where something that a bench needs is not on this machine: said in the table, never left out. */
export function notMeasured(what: string, unit: string, note: string): Row {
  return { what, value: Number.NaN, unit, note: `not measured: ${note}` };
}

/** A figure with its target, judged. */
export function atLeast(what: string, value: number, goal: { readonly least: number; readonly unit: string; readonly note?: string }): Row {
  const { least, unit, note } = goal;
  return { what, value, unit, target: `≥ ${least} ${unit}`, met: value >= least, ...(note === undefined ? {} : { note }) };
}

export function atMost(what: string, value: number, goal: { readonly most: number; readonly unit: string; readonly note?: string }): Row {
  const { most, unit, note } = goal;
  return { what, value, unit, target: `≤ ${most} ${unit}`, met: value <= most, ...(note === undefined ? {} : { note }) };
}
