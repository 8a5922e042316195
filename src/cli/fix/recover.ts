import { rollBack } from "./apply-change.ts";
import { findJournal } from "./journal.ts";

export type Recovery =
  | { readonly kind: "nothing" }
  /** Another regreen is writing to this checkout at this moment. */
  | { readonly kind: "busy"; readonly process: number }
  | { readonly kind: "rolled-back"; readonly files: readonly string[]; readonly left: readonly string[] };

/** What a killed program left half done in this checkout is undone before anything else happens. */
export function recover(state: string, checkout: string): Recovery {
  const journal = findJournal(state, checkout);
  if (journal === null) return { kind: "nothing" };
  if (journal.process !== process.pid && isAlive(journal.process)) return { kind: "busy", process: journal.process };
  const left = rollBack(journal);
  return { kind: "rolled-back", files: journal.entries.map((entry) => entry.path).filter((path) => !left.includes(path)), left };
}

/** Whether a process of this number runs, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
