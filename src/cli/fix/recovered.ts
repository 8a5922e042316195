import type { Io } from "../command.ts";
import { plainText } from "../plain-text.ts";
import { recover } from "./recover.ts";

/** Puts back what an earlier run, which was killed, left half written, and says so. False: another regreen is at work in this checkout. */
export function recovered(state: string, checkout: string, io: Io): boolean {
  const recovery = recover(state, checkout);
  switch (recovery.kind) {
    case "nothing": return true;
    case "busy":
      io.stderr.write(`regreen: another regreen (process ${recovery.process}) is writing to this checkout.\n  Wait until it has ended.\n`);
      return false;
    case "rolled-back":
      io.stderr.write(`regreen: an earlier run was killed in the middle; put back as it was: ${plainText(recovery.files.join(", ")) || "nothing"}\n`);
      if (recovery.left.length > 0) io.stderr.write(`  Edited since, and left to you: ${plainText(recovery.left.join(", "))}\n`);
      return true;
    default: return recovery satisfies never;
  }
}
