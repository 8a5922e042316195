import { createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Checkpoint, verifyCheckpoint } from "../../core/ledger/checkpoint.ts";
import { Fault } from "../../core/fault/fault.ts";
import { UsageError } from "../usage-error.ts";

export interface AnchorFiles { readonly checkpoint: string | undefined; readonly key: string | undefined; readonly directory: string }

/**
 * What the chain is to be held against: the checkpoint of the file, when the key signed it; null when none is named.
 * Fault `checkpoint-invalid` when it is no checkpoint or the key did not sign it.
 */
export async function readAnchor({ checkpoint, key, directory }: AnchorFiles): Promise<Checkpoint | null> {
  if (checkpoint === undefined && key === undefined) return null;
  if (checkpoint === undefined || key === undefined) throw new UsageError("--checkpoint and --key go together", "See: regreen ledger --help");
  const publicKey = keyOf(await text(directory, key), key);
  const read = Checkpoint.safeParse(json(await text(directory, checkpoint)));
  if (!read.success) throw new Fault("checkpoint-invalid", { detail: `${checkpoint} is not a checkpoint` });
  if (!verifyCheckpoint(read.data, publicKey)) throw new Fault("checkpoint-invalid", { detail: `${key} did not sign ${checkpoint}` });
  return read.data;
}

async function text(directory: string, name: string): Promise<string> {
  return readFile(resolve(directory, name), "utf8").catch((): never => { throw new UsageError(`"${name}" cannot be read`, "Name a file that exists."); });
}

function json(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

function keyOf(pem: string, name: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Falls through: what is no key and what is another kind of key get the same answer.
  }
  throw new UsageError(`"${name}" is not an Ed25519 key in PEM form`, "It begins with -----BEGIN PUBLIC KEY-----.");
}
