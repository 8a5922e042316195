/** Runs one of the built-in transforms by its name in a contract. */
import { Fault } from "../../fault/fault.ts";
import type { Transform } from "../contract.ts";
import { insertUtf8Header } from "./insert-utf8-header.ts";
import { normaliseWhitespace } from "./normalise-whitespace.ts";
import { reencodeUtf8 } from "./reencode-utf8.ts";
import type { Transformation, TransformInput } from "./transformation.ts";

const transforms: Readonly<Record<Transform, (input: TransformInput) => Transformation>> = {
  insert_utf8_header: insertUtf8Header,
  reencode_utf8: reencodeUtf8,
  normalise_whitespace: normaliseWhitespace,
};

/**
 * The file's bytes after the transform; the same bytes where there is nothing to do, and always so when applied a second time.
 * Fault `file-refused`, with path and reason, where it cannot be done without a guess (binary, ambiguous).
 */
export function applyTransform(transform: Transform, input: TransformInput): Uint8Array {
  const transformation = transforms[transform](input);
  if (transformation.outcome === "text") return transformation.bytes;
  throw new Fault("file-refused", { detail: `${input.path}: ${transformation.reason}` });
}
