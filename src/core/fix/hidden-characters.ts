/**
 * Trojan Source (CVE-2021-42574): bidirectional controls; characters that nobody sees (zero width, fillers, soft hyphen, tags); control characters that
 * move a terminal's cursor. A byte order mark at the start is no part of a decoded text.
 */
const HIDDEN = /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** How many more there are than before, each character by itself: one does not stand for another. */
export function hiddenGained(before: string, after: string): number {
  const [had, has] = [hiddenIn(before), hiddenIn(after)];
  return [...has].reduce((gained, [character, times]) => gained + Math.max(0, times - (had.get(character) ?? 0)), 0);
}

function hiddenIn(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const character of text.match(HIDDEN) ?? []) found.set(character, (found.get(character) ?? 0) + 1);
  return found;
}
