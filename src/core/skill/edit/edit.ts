/** An edit is a built-in repair that works at the places which the failure names. It decides from a snapshot of the repository; who asks for it reads and writes. */
import type { Place } from "./place.ts";
import type { Repository } from "./repository.ts";

export interface EditInput {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Of this file. */
  readonly places: readonly Place[];
  readonly repository: Repository;
}

/** `text` equals the input where nothing is to be done. */
export type Edited =
  | { readonly outcome: "text"; readonly text: string }
  | { readonly outcome: "refused"; readonly reason: string };

export function refusedEdit(reason: string): Edited {
  return { outcome: "refused", reason };
}

/** Thrown inside an edit where a place cannot be mended without a guess; the edit's own door makes a refusal of it. */
export class Unclear extends Error {}

/** Runs a decision that may find itself unclear. */
export function decideEdit(decide: () => string): Edited {
  try {
    return { outcome: "text", text: decide() };
  } catch (error) {
    if (error instanceof Unclear) return refusedEdit(error.message);
    throw error;
  }
}
