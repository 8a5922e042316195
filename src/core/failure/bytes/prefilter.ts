/**
 * The prefilter walks over every byte of a log and says where a literal ends; only there anything costs more than a table look-up.
 * It is a seam: this one is plain JavaScript; a variant that runs interleaved lanes in WebAssembly has the same shape.
 */
import type { Automaton } from "./automaton.ts";

/** Where literals ended: `positions[i]` is the index of the literal's last byte, `states[i]` the automaton's state there. */
export interface Hits {
  readonly positions: Uint32Array;
  readonly states: Uint32Array;
  count: number;
}

export interface Prefilter {
  /**
   * Finds the hits in `bytes[from, to)`, in order; `from` must be the beginning of a line.
   * Returns where it stopped: `to`, or the start of the rest when the hits are full (call again from there).
   */
  scan(bytes: Uint8Array, range: { readonly from: number; readonly to: number }, hits: Hits): number;
}

export function createHits(capacity: number): Hits {
  return { positions: new Uint32Array(capacity), states: new Uint32Array(capacity), count: 0 };
}

/** The prefilter in plain JavaScript. The hot loop is a small function of its own, so that the compiler keeps everything in registers. */
export function createPrefilter(automaton: Automaton): Prefilter {
  const { classes, table, start, firstAccepting } = automaton;
  let state = start;
  let resumeAt = -1;
  function advance(bytes: Uint8Array, from: number, to: number): number {
    let current = state;
    for (let index = from; index < to; index++) {
      current = table[current + (classes[bytes[index] as number] as number)] as number;
      if (current >= firstAccepting) {
        state = current;
        return index;
      }
    }
    state = current;
    return to;
  }
  return {
    scan(bytes, { from, to }, hits) {
      hits.count = 0;
      if (from !== resumeAt) state = start;
      resumeAt = -1;
      for (let index = from; ; ) {
        index = advance(bytes, index, to);
        if (index >= to) return to;
        hits.positions[hits.count] = index++;
        hits.states[hits.count++] = state;
        if (hits.count === hits.positions.length) return (resumeAt = index);
      }
    },
  };
}
