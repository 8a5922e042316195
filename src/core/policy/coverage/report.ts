/** A coverage report, whatever tool wrote it: for each file, how often its executable lines ran. */
export interface CoverageReport {
  readonly files: readonly CoveredFile[];
}

export interface CoveredFile {
  /** As the report writes it, with forward slashes; may be absolute, or begin with a module's name. */
  readonly path: string;
  /** Executable lines, counting from 1; the value is how often the line ran. */
  readonly lines: ReadonlyMap<number, number>;
}

/** Collects lines by file; a line told twice counts with the higher number (a report may list a file once for each test process). */
export class LineCounts {
  readonly #files = new Map<string, Map<number, number>>();

  note(path: string, line: number, hits: number): void {
    if (!Number.isSafeInteger(line) || line < 1 || !Number.isFinite(hits)) return;
    const lines = this.file(path);
    lines.set(line, Math.max(hits, lines.get(line) ?? 0));
  }

  file(path: string): Map<number, number> {
    const name = path.replaceAll("\\", "/");
    const known = this.#files.get(name) ?? new Map<number, number>();
    this.#files.set(name, known);
    return known;
  }

  report(): CoverageReport | null {
    return this.#files.size === 0 ? null : { files: [...this.#files].map(([path, lines]) => ({ path, lines })) };
  }
}
