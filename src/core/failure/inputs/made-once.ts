/** What is dear to make and seldom needed is made when it is first asked for, and then kept. */
export function madeOnce<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}
