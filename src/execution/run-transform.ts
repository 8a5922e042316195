import { Fault } from "../core/fault/fault.ts";
import type { CheckOutcome } from "../core/fix/result.ts";
import { applyTransform } from "../core/skill/transform/apply-transform.ts";
import type { Transform } from "../core/skill/contract.ts";
import type { Machine } from "../ports/machine.ts";
import { Refusal } from "./refusal.ts";
import { readScratch, writeScratch } from "./scratch.ts";

/** Where transforms are applied: the scratch copy, and the machine that reads its attributes. */
export interface TransformPlace { readonly scratch: string; readonly machine: Pick<Machine, "textAttributes"> }

/** Applies a built-in transform to files of the scratch copy, in this process: it is a pure function over bytes. Throws Refusal where a file cannot be repaired without a guess. */
export async function runTransform({ scratch, machine }: TransformPlace, transform: Transform, files: readonly string[]): Promise<void> {
  for (const path of files) {
    const before = readScratch(scratch, path);
    const after = await transformed({ scratch, machine }, transform, { path, bytes: before });
    if (!sameBytes(before, after)) writeScratch(scratch, path, after);
  }
}

/** Whether the transform would change nothing more. */
export async function checkTransform({ scratch, machine }: TransformPlace, transform: Transform, files: readonly string[]): Promise<CheckOutcome> {
  const changed: string[] = [];
  for (const path of files) {
    const bytes = readScratch(scratch, path);
    const after = await transformed({ scratch, machine }, transform, { path, bytes }).catch(refusedFile);
    if (after === null || !sameBytes(bytes, after)) changed.push(path);
  }
  if (changed.length === 0) return { exit: 0, summary: "passed" };
  return { exit: 1, summary: `${changed.length} ${changed.length === 1 ? "file" : "files"} to change: ${changed.join(", ")}`.slice(0, 2000) };
}

async function transformed({ scratch, machine }: TransformPlace, transform: Transform, file: { readonly path: string; readonly bytes: Uint8Array }): Promise<Uint8Array> {
  const attributes = await machine.textAttributes(scratch, file.path);
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
