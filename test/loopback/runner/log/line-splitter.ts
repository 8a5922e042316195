import { StringDecoder } from "node:string_decoder";

/** Bytes → lines, ended by LF, CR or CR LF as the runner reads them; UTF-8, what is not valid becomes U+FFFD. */
export class LineSplitter {
  readonly #decoder = new StringDecoder("utf8");
  readonly #emit: (line: string) => void;
  #rest = "";

  constructor(emit: (line: string) => void) {
    this.#emit = emit;
  }

  push(chunk: Uint8Array): void {
    this.#rest += this.#decoder.write(Buffer.from(chunk));
    const held = this.#rest.endsWith("\r") ? "\r" : "";
    const lines = (held === "" ? this.#rest : this.#rest.slice(0, -1)).split(/\r\n|\n|\r/);
    this.#rest = (lines.pop() ?? "") + held;
    for (const line of lines) this.#emit(line);
  }

  finish(): void {
    const last = (this.#rest + this.#decoder.end()).replace(/\r$/, "");
    this.#rest = "";
    if (last !== "") this.#emit(last);
  }
}
