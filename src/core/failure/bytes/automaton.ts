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
  readonly next: Int32Array[];
  readonly outputs: number[][];
  readonly failure: number[];
}

const ABSENT = -1;

/** Compiles literals (UTF-8, without line breaks, at least one byte each). Throws a RangeError when one is empty. */
export function buildAutomaton(literals: readonly string[]): Automaton {
  const words = literals.map((literal) => new TextEncoder().encode(literal));
  if (words.some((word) => word.length === 0)) throw new RangeError("a literal is empty");
  const { classes, count } = classify(words);
  const trie = growTrie(words, classes, count);
  link(trie, count);
  return layOut(trie, classes, count);
}

function classify(words: readonly Uint8Array[]): { classes: Uint8Array; count: number } {
  const classes = new Uint8Array(256);
  let count = 1;
  for (const word of words) for (const byte of word) if (classes[byte] === 0) classes[byte] = count++;
  return { classes, count };
}

function growTrie(words: readonly Uint8Array[], classes: Uint8Array, count: number): Trie {
  const trie: Trie = { next: [], outputs: [], failure: [] };
  const addState = (): number => {
    trie.outputs.push([]);
    trie.failure.push(0);
    return trie.next.push(new Int32Array(count).fill(ABSENT)) - 1;
  };
  addState();
  words.forEach((word, index) => {
    let state = 0;
    for (const byte of word) {
      const row = at(trie.next, state);
      const symbol = classes[byte] ?? 0;
      if (row[symbol] === ABSENT) row[symbol] = addState();
      state = row[symbol] ?? 0;
    }
    at(trie.outputs, state).push(index);
  });
  return trie;
}

/** Breadth first: completes the transition table with failure links, and lets each state inherit the outputs of its suffix. */
function link(trie: Trie, count: number): void {
  const queue: number[] = [];
  const root = at(trie.next, 0);
  for (let symbol = 0; symbol < count; symbol++) {
    const child = root[symbol] ?? ABSENT;
    if (child === ABSENT) root[symbol] = 0;
    else queue.push(child);
  }
  for (const state of queue) {
    const row = at(trie.next, state);
    const fallback = at(trie.next, trie.failure[state] ?? 0);
    for (let symbol = 0; symbol < count; symbol++) {
      const child = row[symbol] ?? ABSENT;
      const suffix = fallback[symbol] ?? 0;
      if (child === ABSENT) row[symbol] = suffix;
      else {
        trie.failure[child] = suffix;
        at(trie.outputs, child).push(...at(trie.outputs, suffix));
        queue.push(child);
      }
    }
  }
}

function layOut(trie: Trie, classes: Uint8Array, count: number): Automaton {
  const accepting = (state: number): number => (at(trie.outputs, state).length > 0 ? 1 : 0);
  const order = trie.next.map((_, state) => state).sort((a, b) => accepting(a) - accepting(b) || a - b);
  const place = new Uint32Array(order.length);
  order.forEach((state, position) => (place[state] = position * count));
  const table = new Uint32Array(order.length * count);
  const outputs = new Map<number, readonly number[]>();
  for (const state of order) {
    const base = place[state] ?? 0;
    at(trie.next, state).forEach((target, symbol) => (table[base + symbol] = place[target] ?? 0));
    if (accepting(state) === 1) outputs.set(base, at(trie.outputs, state));
  }
  const firstAccepting = Math.min(...outputs.keys(), table.length);
  return { classes, table, start: place[0] ?? 0, firstAccepting, outputs };
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no state ${String(index)}`);
  return item;
}
