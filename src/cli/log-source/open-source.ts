/** What a command reads a log from: a file or standard input, in memory that does not grow with it. */
import { read } from "node:fs";
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import type { Io } from "../command.ts";
import { UsageError } from "../usage-error.ts";
import { YoungGeneration } from "./young-generation.ts";

const CHUNK = 1 << 18;

/** Bytes of a file named relative to the working folder, or of standard input. A chunk holds until the next one is asked for. */
export async function* openSource(name: string, io: Io): AsyncGenerator<Uint8Array> {
  const young = new YoungGeneration();
  for await (const chunk of openChunks(name, io)) {
    young.read(chunk.length);
    yield chunk;
  }
}

async function* openChunks(name: string, io: Io): AsyncGenerator<Uint8Array> {
  if (name !== "-") return yield* readFile(resolve(io.directory, name), name);
  if (io.stdinDescriptor === undefined) return yield* readStream(io.stdin);
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (;;) {
    const length = await readDescriptor(io.stdinDescriptor, buffer);
    if (length === null) return yield* readStream(io.stdin);
    if (length === 0) return;
    yield buffer.subarray(0, length);
  }
}

async function* readStream(stream: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
}

/** How many bytes were read; null where whoever started us made the input non-blocking, and only a stream can wait for it. */
const readInto = promisify(read);

async function readDescriptor(descriptor: number, buffer: Buffer): Promise<number | null> {
  try {
    return (await readInto(descriptor, buffer, 0, buffer.length, null)).bytesRead;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return null;
    throw error;
  }
}

/** One buffer for the whole file: memory does not grow with it. */
async function* readFile(path: string, name: string): AsyncGenerator<Uint8Array> {
  const file = await open(path).catch(() => null);
  if (file === null) throw missing(name);
  try {
    if ((await file.stat()).isDirectory()) throw missing(name);
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let { bytesRead } = await file.read(buffer); bytesRead > 0; { bytesRead } = await file.read(buffer)) yield buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function missing(name: string): UsageError {
  return new UsageError(`There is no log file "${name}"`, "Name a file, or - for standard input.");
}
