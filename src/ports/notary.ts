/** Signs what stands at the head of the ledger, with a key that the database's other users do not have (or, where they share it, with that). */
import type { Checkpoint, Standing } from "../core/ledger/checkpoint.ts";
import type { Timestamp } from "../core/identity/timestamp.ts";

export interface Notary {
  /** PEM (SPKI), published beside each checkpoint. */
  readonly publicKey: string;
  sign(standing: Standing, at: Timestamp): Checkpoint;
}
