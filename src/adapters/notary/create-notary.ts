import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { Fault } from "../../core/fault/fault.ts";
import { signCheckpoint } from "../../core/ledger/checkpoint.ts";
import type { Notary } from "../../ports/notary.ts";

/** `pem`: an Ed25519 private key (PKCS #8). Fault `setting-invalid` when it is none. */
export function createNotary(pem: string): Notary {
  const privateKey = readPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  return {
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    sign: (standing, at) => signCheckpoint(standing, at, { privateKey, publicKey }),
  };
}

function readPrivateKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Falls through: what is no key and what is another kind of key get the same answer.
  }
  throw new Fault("setting-invalid", { detail: "the checkpoint key is not an Ed25519 private key in PEM form; `openssl genpkey -algorithm ed25519` makes one" });
}
