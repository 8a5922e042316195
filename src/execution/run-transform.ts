import { readTextAttributes } from "../adapters/skills/read-text-attributes.ts";
import { Fault } from "../core/fault/fault.ts";
import type { CheckOutcome } from "../core/fix/result.ts";
import { applyTransform } from "../core/skill/transform/apply-transform.ts";
import type { Transform } from "../core/skill/contract.ts";
import { Refusal } from "./refusal.ts";
import { readScratch, writeScratch } from "./scratch.ts";

/** Applies a built-in transform to files of the scratch copy, in this process: it is a pure function over bytes. Throws Refusal where a file cannot be repaired without a guess. */
export async function runTransform(scratch: string, transform: Transform, files: readonly string[]): Promise<void> {
  for (const path of files) {
    const before = readScratch(scratch, path);
    const after = await transformed(scratch, transform, { path, bytes: before });
    if (!sameBytes(before, after)) writeScratch(scratch, path, after);
  }
}

/** Whether the transform would change nothing more. */
export async function checkTransform(scratch: string, transform: Transform, files: readonly string[]): Promise<CheckOutcome> {
  const changed: string[] = [];
  for (const path of files) {
    const bytes = readScratch(scratch, path);
    const after = await transformed(scratch, transform, { path, bytes }).catch(refusedFile);
    if (after === null || !sameBytes(bytes, after)) changed.push(path);
  }
  if (changed.length === 0) return { exit: 0, summary: "passed" };
  return { exit: 1, summary: `${changed.length} ${changed.length === 1 ? "file" : "files"} to change: ${changed.join(", ")}`.slice(0, 2000) };
}

async function transformed(scratch: string, transform: Transform, file: { readonly path: string; readonly bytes: Uint8Array }): Promise<Uint8Array> {
  const attributes = await readTextAttributes(scratch, file.path);
  try {
    return applyTransform(transform, { ...file, attributes });
  } catch (error) {
    if (error instanceof Fault && error.code === "file-refused") throw new Refusal("refused", error.message);
    throw error;
  }
}

function refusedFile(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
