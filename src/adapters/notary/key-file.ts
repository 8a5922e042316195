/** The checkpoint key in a file beside the database, for its owner alone (mode 0600). */
import { generateKeyPairSync } from "node:crypto";
import { closeSync, fsyncSync, linkSync, lstatSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { Fault } from "../../core/fault/fault.ts";

/** Where the key of the database in this file is kept. */
export function keyFileOf(databasePath: string): string {
  return join(dirname(databasePath), "checkpoint-key.pem");
}

/** A fresh Ed25519 private key (PEM, PKCS #8). */
export function generateKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** The key in the file, made where there is none. Fault `store-unsafe` when others could read or change it. */
export function keepKeyFile(path: string): string {
  return readKeyFile(path) ?? writeKeyFile(path, generateKey());
}

/** Null when there is no such file. Fault `store-unsafe` when others could read or change it. */
export function readKeyFile(path: string): string | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  if (!found.isFile() || (found.mode & 0o077) !== 0) throw new Fault("store-unsafe", { detail: `${path} holds the checkpoint key` });
  return readFileSync(path, "utf8");
}

/** Whole or not at all: written beside, synced, and put in place only where nothing stands. Gives the key that stands. */
function writeKeyFile(path: string, pem: string): string {
  const draft = `${path}.${process.pid}`;
  rmSync(draft, { force: true });
  const file = openSync(draft, "wx", 0o600);
  try {
    writeSync(file, pem);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readKeyFile(path) ?? pem;
}
