/**
 * Who must approve what: GitHub's CODEOWNERS (https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners).
 * Patterns are those of gitignore without `!`, `[ ]` and `\#`; case matters; the last pattern that matches decides; one without owners takes them away.
 */
export const codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

export interface OwnerRule {
  readonly pattern: string;
  /** `@person`, `@organisation/team` or an e-mail address. */
  readonly owners: readonly string[];
}

/** GitHub skips a line that it cannot read, and so do we. */
export function readCodeowners(text: string): readonly OwnerRule[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [pattern, ...owners] = line.replace(/(^|\s)#.*$/, "").trim().split(/\s+/);
    if (pattern === undefined || pattern === "" || /^!|[[\]]/.test(pattern)) return [];
    return owners.every((owner) => /^@[\w-]+(?:\/[\w.-]+)?$|^[^@\s]+@[^@\s]+$/.test(owner)) ? [{ pattern, owners }] : [];
  });
}

/** Empty: nobody owns it. */
export function ownersOf(path: string, rules: readonly OwnerRule[]): readonly string[] {
  return rules.findLast(({ pattern }) => matches(pattern, path))?.owners ?? [];
}

export function matches(pattern: string, path: string): boolean {
  return expressionOf(pattern).test(path);
}

/** A slash at the start or in the middle ties the pattern to the root; one at the end names a folder; `dir/*` is of the files directly in it. */
function expressionOf(pattern: string): RegExp {
  const folder = pattern.endsWith("/");
  const plain = pattern.replace(/^\//, "").replace(/\/$/, "");
  const anchored = pattern.startsWith("/") || plain.includes("/");
  const start = anchored ? "^" : "^(?:.*/)?";
  const end = folder ? "/.*$" : /\/\*$/.test(plain) ? "$" : "(?:/.*)?$";
  return new RegExp(start + plain.split("/").map(componentOf).join("/").replaceAll("\u0000/", "(?:.*/)?").replaceAll("/\u0000", "/.*").replaceAll("\u0000", ".*") + end, "s");
}

/** `**` becomes a mark that stands for any folders. */
function componentOf(component: string): string {
  if (component === "**") return "\u0000";
  return component.replace(/[.*+?^${}()|[\]\\]/g, (character) => (character === "*" ? "*" : character === "?" ? "?" : `\\${character}`)).replace(/\*+/g, "[^/]*").replace(/(?<!\()\?/g, "[^/]");
}
