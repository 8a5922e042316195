/** Where evidence is kept for people: a branch of the repository, and in it the patch of a repair. */
export const EVIDENCE_BRANCH = "regreen/evidence";
export const PATCH_FILE = "change.patch";
/** At the top of the evidence branch: the last signed checkpoint of the ledger, and the public key (PEM) to verify it with. */
export const CHECKPOINT_FILE = "checkpoint.json";
export const KEY_FILE = "checkpoint-key.pem";
