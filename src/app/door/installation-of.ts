const KEY = Buffer.from('"installation":{"id":');
const MOST_DIGITS = 15;
const ZERO = 48;

/**
 * The installation that a payload names, found in its bytes without parsing it; null when there is none. GitHub writes it last, without spaces.
 * Only a hint that lets installations take turns: a quote within a JSON text is escaped, so the key never matches in one.
 */
export function installationOf(body: Buffer): number | null {
  const at = body.lastIndexOf(KEY);
  if (at < 0) return null;
  let id = 0;
  for (let index = at + KEY.length, digits = 0; digits < MOST_DIGITS; index += 1, digits += 1) {
    const digit = (body[index] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    id = id * 10 + digit;
  }
  return id === 0 ? null : id;
}
