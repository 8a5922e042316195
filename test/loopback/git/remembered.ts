/** What git says of commits never changes: it is asked once for each pair. Revisions that may move (branches) are asked for every time. */
const answers = new Map<string, Promise<unknown>>();

const sha = /^[0-9a-f]{40}$/;

/** `key`: folder, question, and the two revisions. A failed answer is not remembered. */
export function remembered<T>([folder, question, from, to]: readonly [string, string, string, string], ask: () => Promise<T>): Promise<T> {
  if (!sha.test(from) || !sha.test(to)) return ask();
  const key = [folder, question, from, to].join("\0");
  const known = answers.get(key) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const asked = ask();
  answers.set(key, asked);
  asked.catch(() => answers.delete(key));
  return asked;
}
