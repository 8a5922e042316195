/** Opens a reading of whatever a CI left behind: a log streams through in bounded memory, a structured document is gathered up to a cap. */
import { countLines } from "../bytes/count-lines.ts";
import { openLogReading, type LogContext, type LogDiagnosis, type LogReading } from "../read-log.ts";
import { HEAD, inputKindOf, type InputKind } from "./input-kind.ts";
import { readDocument, type DocumentSource } from "./read-document.ts";

/** A larger document is read as the log that it then is: memory stays bounded. */
export const MOST_DOCUMENT_BYTES = 64 * 1024 * 1024;

/** Opens a reading that finds out from the first bytes what it reads. Nothing in an input makes it throw; a zip is not inflated here and says nothing. */
export function openInputReading(context: LogContext): LogReading {
  return new InputReading(context);
}

class InputReading implements LogReading {
  readonly #context: LogContext;
  #log: LogReading | null = null;
  #gathered: Uint8Array[] = [];
  #size = 0;
  #kind: InputKind | null = null;

  constructor(context: LogContext) {
    this.#context = context;
  }

  push(chunk: Uint8Array): void {
    if (this.#log !== null) return this.#log.push(chunk);
    this.#gathered.push(new Uint8Array(chunk));
    this.#size += chunk.length;
    if (this.#kind === null && this.#size >= HEAD) this.#kind = inputKindOf(this.#bytes());
    if (this.#kind === "log" || this.#kind === "zip" || this.#size > MOST_DOCUMENT_BYTES) this.#readAsLog();
  }

  finish(): LogDiagnosis {
    if (this.#log !== null) return this.#log.finish();
    const bytes = this.#bytes();
    const kind = this.#kind ?? inputKindOf(bytes);
    const found = kind === "log" || kind === "zip" ? null : this.#readDocument(kind, bytes);
    return found ?? this.#readAsLog().finish();
  }

  #readDocument(kind: DocumentSource["kind"], bytes: Uint8Array): LogDiagnosis | null {
    const found = readDocument({ kind, bytes, workspace: this.#context.workspace });
    if (found === null) return null;
    const lines = countLines(bytes, 0, bytes.length) + (bytes.length > 0 && bytes.at(-1) !== 0x0a ? 1 : 0);
    return { ...found, considered: [], addedMatchers: [], lines, bytes: bytes.length };
  }

  #readAsLog(): LogReading {
    this.#log = openLogReading(this.#context);
    for (const chunk of this.#gathered) this.#log.push(chunk);
    this.#gathered = [];
    return this.#log;
  }

  #bytes(): Uint8Array {
    const whole = this.#gathered.length === 1 ? this.#gathered[0] : undefined;
    return whole ?? Buffer.concat(this.#gathered);
  }
}
