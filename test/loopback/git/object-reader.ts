/** One long-lived `git cat-file --batch-command` per repository: reading an object costs a pipe round trip, not a process. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { gitEnvironment } from "./run-git.ts";

export interface GitObject {
  readonly sha: string;
  readonly type: "blob" | "tree" | "commit" | "tag";
  readonly size: number;
  readonly content: Buffer;
}

interface Waiting {
  readonly wantsContent: boolean;
  readonly resolve: (object: GitObject | null) => void;
  readonly reject: (error: Error) => void;
}

const header = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/;

export class ObjectReader {
  readonly #folder: string;
  readonly #waiting: Waiting[] = [];
  #process: ChildProcessWithoutNullStreams | null = null;
  #buffered: Buffer = Buffer.alloc(0);

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The object that `revision` names (`main`, `<sha>`, `<commit>:path`); null when there is none. */
  read(revision: string): Promise<GitObject | null> {
    return this.#ask("contents", revision);
  }

  /** As `read`, without the content (which is empty). */
  look(revision: string): Promise<GitObject | null> {
    return this.#ask("info", revision);
  }

  close(): void {
    this.#process?.stdin.end();
    this.#process = null;
  }

  #ask(command: "contents" | "info", revision: string): Promise<GitObject | null> {
    if (revision.includes("\n") || revision === "") return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ wantsContent: command === "contents", resolve, reject });
      this.#started().stdin.write(`${command} ${revision}\n`);
    });
  }

  #started(): ChildProcessWithoutNullStreams {
    if (this.#process !== null) return this.#process;
    const child = spawn("git", ["cat-file", "--batch-command"], { cwd: this.#folder, env: gitEnvironment });
    child.stdout.on("data", (chunk: Buffer) => this.#take(chunk));
    child.stderr.resume();
    child.stdin.on("error", () => undefined);
    child.on("close", () => {
      if (this.#process === child) this.#process = null;
      for (const waiting of this.#waiting.splice(0)) waiting.reject(new Error("git cat-file ended"));
    });
    this.#process = child;
    return child;
  }

  #take(chunk: Buffer): void {
    this.#buffered = this.#buffered.length === 0 ? chunk : Buffer.concat([this.#buffered, chunk]);
    while (this.#waiting.length > 0 && this.#takeOne());
  }

  /** Takes one whole answer off the buffer; false when it has not arrived yet. */
  #takeOne(): boolean {
    const waiting = this.#waiting[0];
    const end = this.#buffered.indexOf(10);
    if (waiting === undefined || end < 0) return false;
    const match = header.exec(this.#buffered.toString("utf8", 0, end));
    if (match === null) return this.#settle(waiting, null, end + 1);
    const [, sha = "", type = "blob", sizeText = "0"] = match;
    const size = Number(sizeText);
    const start = end + 1;
    const after = waiting.wantsContent ? start + size + 1 : start;
    if (this.#buffered.length < after) return false;
    const content = waiting.wantsContent ? Buffer.from(this.#buffered.subarray(start, start + size)) : Buffer.alloc(0);
    return this.#settle(waiting, { sha, type: type as GitObject["type"], size, content }, after);
  }

  #settle(waiting: Waiting, object: GitObject | null, consumed: number): boolean {
    this.#buffered = this.#buffered.subarray(consumed);
    this.#waiting.shift();
    waiting.resolve(object);
    return true;
  }
}
