/**
 * Puts a text together from sections in tiers, under the size that GitHub takes. What must be said always stands; the rest is dropped by whole sections,
 * `may` before `should`, the last first, and a line says what was left out and where it is to be had. Nothing is cut in the middle of a sentence.
 */
export interface Section {
  readonly tier: "must" | "should" | "may";
  /** As the line names it that tells of its absence. */
  readonly name: string;
  readonly text: string;
}

/** GitHub takes 65,536 characters; the rest is room for what GitHub counts otherwise. */
const LONGEST = 60_000;
const SEPARATOR = "\n\n";

export interface Fitting {
  /** Stands first: by it Regreen knows its own. */
  readonly marker: string;
  /** Where the whole is kept; null: nowhere that has an address. */
  readonly evidenceUrl: string | null;
}

/** Same input, same bytes; at most 60,000 characters. Throws where what must be said does not fit: it is bounded where it is made. */
export function fitSections(sections: readonly Section[], fitting: Fitting): string {
  const left: Section[] = [];
  for (;;) {
    const kept = sections.filter((section) => !left.includes(section));
    const text = [fitting.marker, ...kept.map((section) => section.text), ...absence(sections.filter((section) => left.includes(section)), fitting)].join(SEPARATOR);
    if (text.length <= LONGEST) return text;
    const next = kept.findLast(({ tier }) => tier === "may") ?? kept.findLast(({ tier }) => tier === "should");
    if (next === undefined) throw new TypeError(`what must be said takes ${text.length} characters`);
    left.push(next);
  }
}

function absence(left: readonly Section[], { evidenceUrl }: Fitting): readonly string[] {
  if (left.length === 0) return [];
  const where = evidenceUrl === null ? "the evidence has it" : `[the evidence](${evidenceUrl}) has it`;
  return [`_Left out, because GitHub takes no longer text: ${left.map(({ name }) => name).join(", ")}; ${where}._`];
}
