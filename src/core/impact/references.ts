/**
 * What a source file takes in, as its text says, for the question which tests a change can reach (E10). It errs on the side of too much: what stands in a
 * comment counts, what is built at run time cannot be seen.
 */

export type Language = "javascript" | "python" | "go";

export function languageOf(path: string): Language | null {
  if (/\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(path)) return "javascript";
  if (/\.pyi?$/.test(path)) return "python";
  return path.endsWith(".go") ? "go" : null;
}

/** Larger files are generated or data. */
const MOST_CHARACTERS = 2_000_000;

/** Modules as they are named: `./shop`, `.shop`, `example.com/shop/cart`. In Python, `from a import b` gives both `a` and `a.b`. */
export function referencesOf(path: string, text: string): readonly string[] {
  const language = languageOf(path);
  if (language === null || text.length > MOST_CHARACTERS) return [];
  switch (language) {
    case "javascript": return distinct(matches(text, /\b(?:from|import|require|require\.resolve|mock|unmock)\s*\(?\s*(["'`])([^"'`\n]{1,400})\1/g, 2));
    case "python": return distinct([...pythonImports(text), ...pythonFromImports(text)]);
    case "go": return distinct(goImports(text));
    default: return language satisfies never;
  }
}

function matches(text: string, pattern: RegExp, group: number): readonly string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[group] ?? []);
}

function pythonImports(text: string): readonly string[] {
  return matches(text, /^[ \t]{0,80}import[ \t]+([\w., \t]{1,1000})/gm, 1).flatMap((names) => names.split(",").map((name) => name.trim().split(/\s+/)[0] ?? "")).filter((name) => name !== "");
}

function pythonFromImports(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]{0,80}from[ \t]+([.\w]{1,400})[ \t]+import[ \t]*(?:\(([^)]{0,4000})\)|([^#\n\\]{0,1000}))/gm)].flatMap(([, from = "", inside = "", beside = ""]) => {
    const names = `${inside}${beside}`.replace(/#[^\n]*/g, "").split(",").map((name) => name.trim().split(/\s+/)[0] ?? "").filter((name) => /^\w+$/.test(name));
    return [from, ...names.map((name) => (from.endsWith(".") ? `${from}${name}` : `${from}.${name}`))];
  });
}

function goImports(text: string): readonly string[] {
  const blocks = matches(text, /^import[ \t]*\(([^)]{0,20000})\)/gm, 1).flatMap((block) => matches(block, /^[ \t]*(?:[\w.]+[ \t]+)?"([^"\n]{1,400})"/gm, 1));
  return [...blocks, ...matches(text, /^import[ \t]+(?:[\w.]+[ \t]+)?"([^"\n]{1,400})"/gm, 1)];
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
