/** Reads a zip that somebody else made: names are data, nothing is written to disk, and caps hold while inflating (attacks L03–L05). */
import { crc32 } from "node:zlib";
import { fromBuffer, type Entry, type ZipFile } from "yauzl";
import { Fault } from "../../core/fault/fault.ts";
import { pathProblem } from "../../core/fix/path-rules.ts";

export interface ZipCaps {
  readonly entries: number;
  readonly bytesPerEntry: number;
  readonly bytes: number;
  /** Inflated to stored size, of one entry; above 1 MiB only: small files may compress well. */
  readonly ratio: number;
}

export const artifactCaps: ZipCaps = { entries: 2100, bytesPerEntry: 16 * 1024 * 1024, bytes: 64 * 1024 * 1024, ratio: 200 };

const RATIO_COUNTS_FROM = 1024 * 1024;
const SYMLINK = 0o120000;

/** Regular files by name. Throws Fault `artifact-invalid`: not a zip, truncated, wrong checksum, encrypted, hostile names, over a cap. */
export async function readZip(bytes: Uint8Array, caps: ZipCaps): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    return await readEntries(await open(bytes), caps);
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault("artifact-invalid", { detail: error instanceof Error ? error.message : "not a zip", cause: error });
  }
}

function open(bytes: Uint8Array): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    // decodeStrings also refuses absolute names, backslashes and `..` components.
    fromBuffer(Buffer.from(bytes), { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, zip) => (error === null ? resolve(zip) : reject(error)));
  });
}

async function readEntries(zip: ZipFile, caps: ZipCaps): Promise<ReadonlyMap<string, Uint8Array>> {
  if (zip.entryCount > caps.entries) throw refusal(`${zip.entryCount} entries are more than ${caps.entries}`);
  const files = new Map<string, Uint8Array>();
  let total = 0;
  for (let entry = await next(zip); entry !== null; entry = await next(zip)) {
    if (entry.fileName.endsWith("/")) continue;
    refuseEntry(entry, files, caps);
    const content = await inflate(zip, entry, Math.min(caps.bytesPerEntry, caps.bytes - total));
    total += content.length;
    files.set(entry.fileName, content);
  }
  return files;
}

function next(zip: ZipFile): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    const settle = (result: () => void): void => {
      zip.removeAllListeners();
      result();
    };
    zip.on("entry", (entry: Entry) => settle(() => resolve(entry)));
    zip.on("end", () => settle(() => resolve(null)));
    zip.on("error", (error: Error) => settle(() => reject(error)));
    zip.readEntry();
  });
}

function refuseEntry(entry: Entry, files: ReadonlyMap<string, Uint8Array>, caps: ZipCaps): void {
  const name = JSON.stringify(entry.fileName);
  const problem = pathProblem(entry.fileName);
  if (problem !== null) throw refusal(`${name}: ${problem}`);
  if (files.has(entry.fileName)) throw refusal(`${name} is there twice`);
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw refusal(`${name} is encrypted`);
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === SYMLINK) throw refusal(`${name} is a symlink`);
  if (entry.uncompressedSize > caps.bytesPerEntry) throw refusal(`${name} is larger than ${caps.bytesPerEntry} bytes`);
  if (entry.uncompressedSize > RATIO_COUNTS_FROM && entry.uncompressedSize > entry.compressedSize * caps.ratio) throw refusal(`${name} inflates more than ${caps.ratio} times`);
}

/** The size in the header may lie: counted while inflating. */
function inflate(zip: ZipFile, entry: Entry, most: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (failed, stream) => {
      if (failed !== null) return reject(failed);
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > most) return stream.destroy(refusal("it inflates to more than is taken"));
        chunks.push(chunk);
      });
      stream.on("error", reject);
      stream.on("end", () => {
        const content = Buffer.concat(chunks);
        if (crc32(content) !== entry.crc32) return reject(refusal(`${JSON.stringify(entry.fileName)} has a wrong checksum`));
        resolve(content);
      });
    });
  });
}

function refusal(detail: string): Fault {
  return new Fault("artifact-invalid", { detail });
}
