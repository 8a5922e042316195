/** Which languages a project is written in, by the extensions of its files. */
import type { Language } from "./layout.ts";

/** As github-linguist names them. */
const LANGUAGES: Readonly<Record<string, string>> = {
  js: "JavaScript", mjs: "JavaScript", cjs: "JavaScript", jsx: "JavaScript", ts: "TypeScript", mts: "TypeScript", cts: "TypeScript", tsx: "TypeScript", vue: "Vue", svelte: "Svelte",
  py: "Python", pyi: "Python", pyx: "Cython", go: "Go", rs: "Rust", java: "Java", kt: "Kotlin", kts: "Kotlin", scala: "Scala", groovy: "Groovy", rb: "Ruby", php: "PHP", c: "C", h: "C", cc: "C++", cpp: "C++",
  cxx: "C++", hpp: "C++", cs: "C#", fs: "F#", swift: "Swift", dart: "Dart", ex: "Elixir", exs: "Elixir", hs: "Haskell", lua: "Lua", pl: "Perl", pm: "Perl", sh: "Shell", bash: "Shell", sql: "SQL", proto: "Protocol Buffers",
  css: "CSS", scss: "SCSS", nix: "Nix", tf: "HCL", r: "R", jl: "Julia", zig: "Zig",
};
/** A language of fewer files than this share of all, in a project of many languages, is a script or an example. */
const LEAST_SHARE = 0.02;
const MOST_LANGUAGES = 8;

/** Most files first. `paths` without what is vendored. */
export function languagesOf(paths: readonly string[]): readonly Language[] {
  const found = new Map<string, { files: number; first: string }>();
  for (const path of paths) {
    const language = LANGUAGES[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ""];
    if (language === undefined) continue;
    const known = found.get(language);
    if (known === undefined) found.set(language, { files: 1, first: path });
    else known.files += 1;
  }
  const all = [...found.values()].reduce((sum, { files }) => sum + files, 0);
  return [...found].filter(([, { files }]) => files >= all * LEAST_SHARE)
    .map(([name, { files, first }]) => ({ name, files, because: files === 1 ? first : `${files} files, ${first} among them` }))
    .toSorted((one, other) => other.files - one.files || (one.name < other.name ? -1 : 1)).slice(0, MOST_LANGUAGES);
}
