/** White space runs are one space; none at the ends. */
export function normaliseSpace(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Quotes inside a string need an escape or not depending on the quotes around it. */
export function normaliseString(text: string): string {
  return text.replace(/\\(['"`])/g, "$1").replace(/\r/g, "");
}

/** `0XFF`, `.5`, `1.50` and `1E3` are other writings of `0xff`, `0.5`, `1.5` and `1e3`; integers too large for a double keep their digits. */
export function normaliseNumber(text: string): string {
  const lower = text.toLowerCase();
  if (!/^[0-9]*\.[0-9]+(e[+-]?[0-9]+)?$|^[0-9]+\.?(e[+-]?[0-9]+)?$/.test(lower)) return lower;
  const value = Number(lower);
  return Number.isFinite(value) && (lower.includes(".") || lower.includes("e") || Number.isSafeInteger(value)) ? String(value) : lower;
}
