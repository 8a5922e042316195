/** A transform is a pure function from a file's bytes to its bytes. Where a file cannot be repaired without a guess, it says why instead. */
import type { TextAttributes } from "./text-attributes.ts";

export interface TransformInput {
  /** Relative to the repository's root, forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What `.editorconfig` and `.gitattributes` say of this file. */
  readonly attributes: TextAttributes;
}

/** `bytes` equals the input where nothing is to be done. */
export type Transformation =
  | { readonly outcome: "text"; readonly bytes: Uint8Array }
  | { readonly outcome: "refused"; readonly reason: string };

export function refused(reason: string): Transformation {
  return { outcome: "refused", reason };
}

export function text(bytes: Uint8Array): Transformation {
  return { outcome: "text", bytes };
}
