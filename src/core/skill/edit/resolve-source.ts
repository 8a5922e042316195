/** Which file of the repository an import means, and how a file is written in an import, as TypeScript's own resolution of relative paths has it. */
import { folderOf } from "./repository.ts";

const ENDINGS = [".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs"];
/** What a compiled name may stand for. */
const SOURCES: Readonly<Record<string, readonly string[]>> = { ".js": [".ts", ".tsx", ".js"], ".jsx": [".tsx", ".jsx"], ".mjs": [".mts", ".mjs"], ".cjs": [".cts", ".cjs"] };

/** How relative imports end: `./a`, `./a.js` (as it will be compiled) or `./a.ts`. */
export type Ending = "none" | "compiled" | "source";

export function isRelative(source: string): boolean {
  return /^\.\.?(?:\/|$)/.test(source);
}

/** The path that a relative import spells; null where it leaves the repository. */
export function spelledPath(from: string, source: string): string | null {
  const parts = folderOf(from).split("/").filter((part) => part !== "");
  for (const part of source.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return null;
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** The file; null where there is none, or the import is not relative. */
export function resolveSource(from: string, source: string, files: ReadonlySet<string>): string | null {
  const spelled = isRelative(source) ? spelledPath(from, source) : null;
  if (spelled === null) return null;
  const ending = /\.[cm]?jsx?$/.exec(spelled)?.[0] ?? "";
  const compiled = (SOURCES[ending] ?? []).map((each) => spelled.slice(0, -ending.length) + each);
  const candidates = [spelled, ...compiled, ...ENDINGS.map((each) => spelled + each), ...ENDINGS.map((each) => `${spelled}/index${each}`)];
  return candidates.find((path) => files.has(path)) ?? null;
}

/** The path without what an import may leave out or call otherwise. */
export function stemOf(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
}

/** How `from` imports `target`: `../cart`, `./cart.js`, `./cart.ts`. */
export function sourceFor(from: string, target: string, ending: Ending): string {
  const [here, there] = [folderOf(from).split("/").filter((part) => part !== ""), target.split("/")];
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  const up = "../".repeat(here.length - shared);
  const path = (up === "" ? "./" : up) + there.slice(shared).join("/");
  if (ending === "source" && !path.endsWith(".d.ts")) return path;
  if (ending === "none") return stemOf(path).replace(/\/index$/, "").replace(/^\.$/, "./index");
  const [, module = ""] = /\.([cm]?)[jt]sx?$/.exec(path) ?? [];
  return `${stemOf(path)}.${module}js`;
}

/** How the relative imports of a file end; null where it has none that lead to a file. */
export function endingOf(from: string, sources: readonly string[], files: ReadonlySet<string>): ReadonlySet<Ending> {
  return new Set(sources.flatMap((source): readonly Ending[] => {
    const target = resolveSource(from, source, files);
    if (target === null || !/\.[cm]?[jt]sx?$/.test(target)) return [];
    return [/\.[cm]?tsx?$/.test(source) ? "source" : /\.[cm]?jsx?$/.test(source) ? "compiled" : "none"];
  }));
}
