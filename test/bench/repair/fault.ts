/** A fault is a seeded change of one file, of a kind that happens to people. Null where the file offers no place for it. */
export interface Fault {
  readonly name: string;
  break(bytes: Buffer, random: () => number): Broken | null;
}

export interface Broken {
  readonly bytes: Buffer;
  /** What the file must be afterwards; absent: what the tool itself makes of it, run directly. */
  readonly mended?: Buffer;
}

/** A fault in terms of lines (without their ends). */
export function onLines(name: string, change: (lines: readonly string[], random: () => number) => readonly string[] | null): Fault {
  return {
    name,
    break(bytes, random) {
      const text = bytes.toString("utf8");
      const changed = change(text.split("\n"), random)?.join("\n");
      return changed === undefined || changed === text ? null : { bytes: Buffer.from(changed) };
    },
  };
}

/** A fault at some of the places where `pattern` matches, at most `most` of them. */
export function atMatches(name: string, pattern: RegExp, replace: (match: string) => string, most = 3): Fault {
  return {
    name,
    break(bytes, random) {
      const text = bytes.toString("utf8");
      const places = [...text.matchAll(pattern)];
      const chosen = new Set(sample(places.length, most, random));
      let at = -1;
      const changed = text.replace(pattern, (match) => { at += 1; return chosen.has(at) ? replace(match) : match; });
      return changed === text ? null : { bytes: Buffer.from(changed) };
    },
  };
}

export function pick<T>(values: readonly T[], random: () => number): T | undefined {
  return values[Math.floor(random() * values.length)];
}

/** Up to `most` of the numbers below `count`. */
export function sample(count: number, most: number, random: () => number): number[] {
  return count === 0 ? [] : Array.from({ length: Math.min(count, most) }, () => Math.floor(random() * count));
}
