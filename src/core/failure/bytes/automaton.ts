/**
 * A set of literals compiled to one Aho–Corasick automaton over bytes: every occurrence of every literal is found in one pass.
 * Bytes that stand in no literal share one class, so that the table stays small enough for the processor's cache.
 * The table is laid out for any scanner (JavaScript here, WebAssembly lanes later): `table[state + classes[byte]]` is the next
 * state, states are pre-multiplied by the number of classes, and those that complete a literal are numbered last.
 */
export interface Automaton {
  /** Class of each byte value. */
  readonly classes: Uint8Array;
  readonly table: Uint32Array;
  readonly start: number;
  /** A state at or above this one completes at least one literal. */
  readonly firstAccepting: number;
  /** Which literals (by index) a state completes. */
  readonly outputs: ReadonlyMap<number, readonly number[]>;
}

interface Trie {
  /** Per state: the symbols that lead on, and whereto. */
  readonly children: (readonly [symbol: number, child: number])[][];
  /** Per state: the literals that end there. */
  readonly outputs: number[][];
}

/** Compiles literals (UTF-8, without line breaks, at least one byte each). Throws a RangeError when one is empty. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const encoder = new TextEncoder();
  const words = literals.map((literal) => encoder.encode(literal));
  if (words.some((word) => word.length === 0)) throw new RangeError("a literal is empty");
  const { classes, count } = classify(words);
  const trie = growTrie(words, classes);
  return layOut(trie, { classes, count, rows: completeRows(trie, count) });
}

function classify(words: readonly Uint8Array[]): { classes: Uint8Array; count: number } {
  const classes = new Uint8Array(256);
  let count = 1;
  for (const word of words) for (const byte of word) if (classes[byte] === 0) classes[byte] = count++;
  return { classes, count };
}

function growTrie(words: readonly Uint8Array[], classes: Uint8Array): Trie {
  const trie: Trie = { children: [[]], outputs: [[]] };
  words.forEach((word, index) => {
    let state = 0;
    for (const byte of word) state = descend(trie, state, classes[byte] ?? 0);
    trie.outputs[state]?.push(index);
  });
  return trie;
}

function descend(trie: Trie, state: number, symbol: number): number {
  const branches = trie.children[state] ?? [];
  const known = branches.find(([at]) => at === symbol);
  if (known !== undefined) return known[1];
  trie.outputs.push([]);
  const child = trie.children.push([]) - 1;
  branches.push([symbol, child]);
  return child;
}

/**
 * The transition table over trie states, breadth first: a state does what its longest proper suffix does, but for its own branches.
 * Each state inherits the outputs of its suffix.
 */
function completeRows(trie: Trie, count: number): Int32Array {
  const rows = new Int32Array(trie.children.length * count);
  const suffix = new Int32Array(trie.children.length);
  const queue = [0];
  for (const state of queue) {
    const fallback = suffix[state] ?? 0;
    if (state !== 0) rows.copyWithin(state * count, fallback * count, (fallback + 1) * count);
    for (const [symbol, child] of trie.children[state] ?? []) {
      const below = state === 0 ? 0 : (rows[fallback * count + symbol] ?? 0);
      suffix[child] = below;
      trie.outputs[child]?.push(...(trie.outputs[below] ?? []));
      rows[state * count + symbol] = child;
      queue.push(child);
    }
  }
  return rows;
}

/** Numbers the accepting states last and multiplies every state by the number of classes. */
function layOut(trie: Trie, { classes, count, rows }: { classes: Uint8Array; count: number; rows: Int32Array }): Automaton {
  const accepting = (state: number): boolean => (trie.outputs[state]?.length ?? 0) > 0;
  const states = trie.outputs.map((_, state) => state);
  const order = [...states.filter((state) => !accepting(state)), ...states.filter(accepting)];
  const place = new Uint32Array(order.length);
  order.forEach((state, position) => (place[state] = position * count));
  const table = new Uint32Array(rows.length);
  for (const state of order) {
    const [to, from] = [place[state] ?? 0, state * count];
    for (let symbol = 0; symbol < count; symbol++) table[to + symbol] = place[rows[from + symbol] ?? 0] ?? 0;
  }
  const outputs = new Map(order.filter(accepting).map((state) => [place[state] ?? 0, trie.outputs[state] ?? []] as const));
  const firstAccepting = Math.min(...outputs.keys(), table.length);
  return { classes, table, start: place[0] ?? 0, firstAccepting, outputs };
}
