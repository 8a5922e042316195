/** What a thread found, in memory that is handed over and not copied: as arrays it would be made anew in both threads, for every piece. */
import type { Finds, Found } from "../../core/failure/bytes/finds.ts";

/** Starts, literals, stops and numbers, one after another and each as long as the others. */
export type PackedFinds = Int32Array<ArrayBuffer>;

/** `by` is added to positions. */
export function packFinds({ starts, literals, stops, numbers }: Finds, by: number): PackedFinds {
  const size = starts.length;
  const packed = new Int32Array(4 * size);
  for (let index = 0; index < size; index++) {
    packed[index] = (starts[index] as number) + by;
    packed[size + index] = literals[index] as number;
    packed[2 * size + index] = (stops[index] as number) + by;
    packed[3 * size + index] = numbers[index] as number;
  }
  return packed;
}

export function unpackFinds(packed: PackedFinds): Found {
  const size = packed.length / 4;
  const [starts, literals, stops, numbers] = [packed.subarray(0, size), packed.subarray(size, 2 * size), packed.subarray(2 * size, 3 * size), packed.subarray(3 * size)];
  return { starts, literals, stops, numbers };
}
