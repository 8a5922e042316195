/** What a chain is held against: the checkpoint that the person names, else the last one that the database itself knows of. */
import { createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { Checkpoint, verifyCheckpoint } from "../../core/ledger/checkpoint.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { Ledger } from "../../ports/store/ledger.ts";
import type { Io } from "../command.ts";
import { UsageError } from "../usage-error.ts";

export interface AnchorPlaces {
  /** A file, or `-` for standard input; undefined: the database's own. */
  readonly checkpoint: string | undefined;
  /** File of the key that must have signed it; undefined: our own. */
  readonly key: string | undefined;
  /** Our own key (PEM); null: none is at hand. */
  readonly ownKey: string | null;
  readonly ledger: Ledger;
  readonly io: Pick<Io, "stdin" | "directory">;
}

export type AnchorReading =
  | { readonly kind: "none"; readonly why: string }
  | { readonly kind: "signed"; readonly checkpoint: Checkpoint; readonly from: "given" | "database" }
  /** The database's last checkpoint was signed by somebody else: it is another ledger's database, or the key is another's. */
  | { readonly kind: "foreign"; readonly seq: number; readonly message: string };

/** Fault `checkpoint-invalid` when what is named is no checkpoint, or the key did not sign it. */
export async function readAnchor(places: AnchorPlaces): Promise<AnchorReading> {
  const { checkpoint, key, io } = places;
  const publicKey = key === undefined ? ownKeyOf(places.ownKey) : keyOf(await content(io.directory, key), `"${key}"`);
  return checkpoint === undefined ? recorded(places.ledger, publicKey) : given(checkpoint, publicKey, places);
}

async function given(name: string, publicKey: KeyObject | null, { io, key }: AnchorPlaces): Promise<AnchorReading> {
  const text = name === "-" ? await readAll(io.stdin) : await content(io.directory, name);
  if (publicKey === null) throw new UsageError("There is no key to verify the checkpoint with", "Name one with --key: checkpoint-key.pem of the evidence branch, or what `regreen ledger key` prints.");
  const read = Checkpoint.safeParse(json(text));
  if (!read.success) throw new Fault("checkpoint-invalid", { detail: `${name} is not a checkpoint` });
  if (!verifyCheckpoint(read.data, publicKey)) throw new Fault("checkpoint-invalid", { detail: `${key ?? "the key of this database"} did not sign ${name}` });
  return { kind: "signed", checkpoint: read.data, from: "given" };
}

/** An entry that is no checkpoint any more was edited: the chain itself says so. */
async function recorded(ledger: Ledger, publicKey: KeyObject | null): Promise<AnchorReading> {
  const entry = await ledger.latestCheckpoint().catch(() => null);
  if (entry === null) return { kind: "none", why: "No checkpoint is known yet, so a cut at the end would not be seen." };
  const { to: _, ...payload } = entry.payload;
  const read = Checkpoint.safeParse(payload);
  if (!read.success) return { kind: "none", why: `What is recorded as a checkpoint at ${entry.seq} is none.` };
  if (publicKey === null) return { kind: "none", why: "No key is at hand to verify the recorded checkpoints with; name one with --key." };
  if (verifyCheckpoint(read.data, publicKey)) return { kind: "signed", checkpoint: read.data, from: "database" };
  return { kind: "foreign", seq: entry.seq, message: `the checkpoint recorded at ${entry.seq} was signed by another key: this is another ledger's database, or the key was replaced (then give the earlier one with --key)` };
}

async function content(directory: string, name: string): Promise<string> {
  return readFile(resolve(directory, name), "utf8").catch((): never => { throw new UsageError(`"${name}" cannot be read`, "Name a file that exists."); });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function ownKeyOf(pem: string | null): KeyObject | null {
  return pem === null ? null : keyOf(pem, "the checkpoint key");
}

/** The public part, of either part. */
function keyOf(pem: string, name: string): KeyObject {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Falls through: what is no key and what is another kind of key get the same answer.
  }
  throw new UsageError(`${name} is not an Ed25519 key in PEM form`, "It begins with -----BEGIN PUBLIC KEY-----.");
}
