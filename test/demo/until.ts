/** Waits until `look` gives something. Rejects after so many seconds, naming what it waited for. */
export async function until<T>(what: string, look: () => T | null | undefined | Promise<T | null | undefined>, seconds = 60): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
