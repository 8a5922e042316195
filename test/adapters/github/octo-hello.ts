/** The repository, the App and the commits that the exchanges are about. */
import { generateKeyPairSync } from "node:crypto";
import { createGitHub, type GitHub } from "../../../src/adapters/github/create-github.ts";
import type { ClientOptions } from "../../../src/adapters/github/client.ts";
import type { GitSha } from "../../../src/core/identity/identifier.ts";
import { Repository } from "../../../src/core/repair/repair.ts";
import type { ContentSource } from "../../../src/ports/github.ts";
import type { Log } from "../../../src/ports/log.ts";
import { API } from "./addresses.ts";

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

export const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048, publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

export const repository = Repository.parse({ id: 501, name: "octo/hello", installation_id: 77, default_branch: "main" });
export const APP_ID = 42;
export const bot = { login: "regreen[bot]", type: "Bot" };
export const stranger = { login: "mallory", type: "User" };

export function sha(letter: string): GitSha {
  return letter.repeat(40) as GitSha;
}

export function gitHub(options: Partial<ClientOptions> = {}): GitHub {
  return createGitHub({ appId: APP_ID, privateKey, apiUrl: API, log: silent, ...options });
}

export const noContent: ContentSource = { content: () => Promise.resolve(null) };

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString("utf8");
}
