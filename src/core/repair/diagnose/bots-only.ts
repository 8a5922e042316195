/** When bots alone have written to a branch for a while, one more commit of a bot is what it needs least: a person looks (row E9). */
export const MOST_BOT_COMMITS = 4;

/** `authors`: logins of the latest commits, newest first; null where GitHub knows no account. Bots' logins end so, and no person's can. */
export function areBotsAlone(authors: readonly (string | null)[]): boolean {
  return authors.length >= MOST_BOT_COMMITS && authors.slice(0, MOST_BOT_COMMITS).every((login) => login?.endsWith("[bot]") === true);
}
