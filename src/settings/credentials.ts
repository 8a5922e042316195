/** The App's credentials and the key that signs checkpoints. What is weak or of another kind is refused before anything is served. */
import { createPrivateKey, type KeyObject } from "node:crypto";
import { resolve } from "node:path";
import { readFileSync } from "node:fs";
import type { Variables } from "./variables.ts";
import type { AppCredentials } from "./config.ts";
import { wrong } from "./setting-fault.ts";

/** Fault `setting-invalid` names the variable that is missing, weak or of another kind. */
export function credentialsOf(variables: Variables): AppCredentials {
  const { APP_ID: appId, WEBHOOK_SECRET: secret, WEBHOOK_SECRET_PREVIOUS: previous } = variables;
  if (appId === undefined) throw wrong("APP_ID", "is missing: the number on the App's settings page");
  if (secret === undefined) throw wrong("WEBHOOK_SECRET", "is missing: without it anybody could send us events");
  const webhookSecrets = [strong("WEBHOOK_SECRET", secret), ...(previous === undefined ? [] : [strong("WEBHOOK_SECRET_PREVIOUS", previous)])];
  return { appId, privateKey: privateKeyOf(variables), webhookSecrets };
}

/** GitHub's advice is a random string of high entropy (attack C07): Probot's default, short ones and runs of a few letters are refused. */
function strong(name: string, secret: string): string {
  if (secret.length < 16 || new Set(secret).size < 8 || /^(development|secret|password|webhook|changeme)+$/i.test(secret)) {
    throw wrong(name, "is too weak: take a random one, such as `openssl rand -hex 32` gives, and enter it on the App's settings page too");
  }
  return secret;
}

/** Asked twice: in a run of all tests on Node 22 a good key was refused once and not again when rerun. Why is not known; a guess is that OpenSSL kept an error from elsewhere in the process. */
function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    return createPrivateKey(pem);
  }
}

function privateKeyOf({ PRIVATE_KEY: inline, PRIVATE_KEY_PATH: path }: Variables): string {
  if (inline === undefined && path === undefined) throw wrong("PRIVATE_KEY", "is missing: give PRIVATE_KEY_PATH, the file that GitHub let you download, or PRIVATE_KEY, its content");
  const [name, text] = inline === undefined ? ["PRIVATE_KEY_PATH", contentOf("PRIVATE_KEY_PATH", resolve(path ?? ""))] as const : ["PRIVATE_KEY", inline] as const;
  const pem = text.includes("-----BEGIN") ? text.replaceAll("\\n", "\n") : Buffer.from(text, "base64").toString("utf8");
  try {
    const key = readKey(pem);
    // GitHub gives PKCS #1; what signs wants PKCS #8. Converted once, here.
    if (key.asymmetricKeyType === "rsa") return key.export({ type: "pkcs8", format: "pem" }).toString();
  } catch {
    throw wrong(name, "is not a private key in PEM format (the text that begins with -----BEGIN)");
  }
  throw wrong(name, "is not an RSA key, and GitHub Apps have RSA keys");
}

/** The key that signs checkpoints of the ledger, given as PEM or as a file; null when neither is set. Read by the command line too. */
export function checkpointKeyOf({ REGREEN_CHECKPOINT_KEY: inline, REGREEN_CHECKPOINT_KEY_PATH: path }: { readonly REGREEN_CHECKPOINT_KEY?: string | undefined; readonly REGREEN_CHECKPOINT_KEY_PATH?: string | undefined }): string | null {
  if (inline !== undefined && inline.trim() !== "") return ed25519Of("REGREEN_CHECKPOINT_KEY", inline.replaceAll("\\n", "\n"));
  return path === undefined || path.trim() === "" ? null : ed25519Of("REGREEN_CHECKPOINT_KEY_PATH", contentOf("REGREEN_CHECKPOINT_KEY_PATH", resolve(path)));
}

function ed25519Of(name: string, pem: string): string {
  try {
    if (createPrivateKey(pem).asymmetricKeyType === "ed25519") return pem;
  } catch {
    // Falls through: what is no key and what is another kind of key get the same answer.
  }
  throw wrong(name, "is not an Ed25519 private key in PEM format: `openssl genpkey -algorithm ed25519` makes one");
}

function contentOf(name: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw wrong(name, "names a file that cannot be read", error);
  }
}
