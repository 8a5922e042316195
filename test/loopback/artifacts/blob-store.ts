/** Blobs behind signed addresses, as Azure's block blobs take them: a whole PUT, or blocks and then the list that puts them in order. */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

export interface BlobAnswer { readonly status: number; readonly bytes?: Uint8Array; readonly type?: string }

interface Blob { readonly blocks: Map<string, Uint8Array>; content: Uint8Array | null; received: number }

export class BlobStore {
  readonly #key: Uint8Array;
  readonly #mostBytes: number;
  readonly #blobs = new Map<string, Blob>();

  constructor(key: Uint8Array, mostBytes: number) {
    this.#key = key;
    this.#mostBytes = mostBytes;
  }

  /** Path of a new blob: account, container and blob, as the client takes an address apart. */
  create(): string {
    const path = `/artifacts/results/${randomUUID()}`;
    this.#blobs.set(path, { blocks: new Map(), content: null, received: 0 });
    return path;
  }

  put(path: string, bytes: Uint8Array): void {
    this.#blobs.set(path, { blocks: new Map(), content: bytes, received: bytes.length });
  }

  content(path: string): Uint8Array | null {
    return this.#blobs.get(path)?.content ?? null;
  }

  /** `r` to read or `w` to write, signed until `expires`. */
  sign(path: string, right: "r" | "w", expires: Date): string {
    const until = expires.toISOString();
    return `${path}?sp=${right}&se=${encodeURIComponent(until)}&sig=${encodeURIComponent(this.#signature(path, right, until))}`;
  }

  answer(request: { readonly method: string; readonly url: URL; readonly body: Uint8Array; readonly now: Date }): BlobAnswer {
    const { method, url, body } = request;
    const right = method === "GET" ? "r" : "w";
    const blob = this.#blobs.get(url.pathname);
    if (!this.#isSigned(url, right, request.now)) return { status: 403 };
    if (blob === undefined) return { status: 404 };
    if (method === "GET") return blob.content === null ? { status: 404 } : { status: 200, bytes: blob.content, type: "application/zip" };
    return method === "PUT" ? this.#write(blob, url, body) : { status: 405 };
  }

  #write(blob: Blob, url: URL, body: Uint8Array): BlobAnswer {
    const part = url.searchParams.get("comp");
    if (part !== "blocklist") blob.received += body.length;
    if (blob.received > this.#mostBytes) return { status: 413 };
    if (part === null) blob.content = body;
    else if (part === "block") blob.blocks.set(url.searchParams.get("blockid") ?? "", body);
    else if (part === "blocklist") return assemble(blob, Buffer.from(body).toString("utf8"));
    else return { status: 400 };
    return { status: 201 };
  }

  #isSigned(url: URL, right: string, now: Date): boolean {
    const { searchParams } = url;
    const until = searchParams.get("se") ?? "";
    const given = Buffer.from(searchParams.get("sig") ?? "");
    const expected = Buffer.from(this.#signature(url.pathname, right, until));
    return given.length === expected.length && timingSafeEqual(given, expected) && searchParams.get("sp") === right && new Date(until) > now;
  }

  #signature(path: string, right: string, until: string): string {
    return createHmac("sha256", this.#key).update(`${right}\n${until}\n${path}`).digest("base64");
  }
}

/** The body is `<BlockList><Latest>id</Latest>…`; the ids are base64. */
function assemble(blob: Blob, list: string): BlobAnswer {
  const ids = [...list.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map((match) => match[1] ?? "");
  const blocks = ids.map((id) => blob.blocks.get(id));
  if (blocks.some((block) => block === undefined)) return { status: 400 };
  blob.content = Buffer.concat(blocks.filter((block) => block !== undefined));
  blob.blocks.clear();
  return { status: 201 };
}
