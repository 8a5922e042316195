/** A number for each line, in order: a list that grows without copying its numbers into objects. */
export class LineIds {
  #ids = new Int32Array(1024);
  count = 0;

  add(id: number): void {
    if (this.count === this.#ids.length) this.#grow();
    this.#ids[this.count++] = id;
  }

  /** -1 beyond the end. */
  at(line: number): number {
    return line < this.count ? (this.#ids[line] ?? -1) : -1;
  }

  #grow(): void {
    const wider = new Int32Array(2 * this.#ids.length);
    wider.set(this.#ids);
    this.#ids = wider;
  }
}
