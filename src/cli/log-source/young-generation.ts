/**
 * What is read of a log is garbage soon, and what is kept of it is bounded; but of each collection a little survives, and V8 doubles the
 * space for what is young once enough has survived since it last did: sooner or later, the longer the log, to 64 MB and more. This ends that.
 */
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Both halves of the space, in bytes, from which on it grows no more. In half of it more is taken for old than is, and the old space grows instead. */
const ENOUGH = 16 * 1024 * 1024;
/** So often it is looked at, in bytes of the log, for some 4 µs: what is read meanwhile cannot make it double twice. */
const INTERVAL = 512 * 1024;

/** Watches while one log is read. */
export class YoungGeneration {
  #unseen = 0;
  #held = false;

  /** So many more bytes were read. */
  read(bytes: number): void {
    this.#unseen += bytes;
    if (this.#held || this.#unseen < INTERVAL) return;
    this.#unseen = 0;
    if (spaceForTheYoung() < ENOUGH) return;
    // V8 asks for this factor each time. The largest size it asks for at its start only, and we cannot say how Node is started.
    setFlagsFromString("--semi-space-growth-factor=1");
    // And what is taken for old may be a fifth more than what was there when V8 last looked for what is garbage of it, not three times as much.
    setFlagsFromString("--heap-growing-percent=20");
    this.#held = true;
  }
}

function spaceForTheYoung(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.space_size ?? 0;
}
