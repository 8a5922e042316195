/** The grammars at hand: prebuilt tree-sitter WebAssembly, as VS Code ships it. Loaded on first use, once a process. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type TreeSitter from "@vscode/tree-sitter-wasm";

const require = createRequire(import.meta.url);

const grammarOf: Readonly<Record<string, string>> = {
  js: "javascript", jsx: "javascript", mjs: "javascript", cjs: "javascript",
  ts: "typescript", mts: "typescript", cts: "typescript", tsx: "tsx",
  py: "python", pyi: "python", go: "go", rs: "rust", java: "java",
  c: "cpp", h: "cpp", cc: "cpp", cpp: "cpp", cxx: "cpp", hpp: "cpp", hh: "cpp",
  css: "css", sh: "bash", bash: "bash", rb: "ruby", php: "php", cs: "c-sharp",
};

/** The grammar's name by the path's ending; null: none is known. */
export function grammarFor(path: string): string | null {
  return grammarOf[/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ""] ?? null;
}

let library: Promise<typeof TreeSitter> | null = null;
const languages = new Map<string, Promise<TreeSitter.Language>>();

/** In the fix job, which has no node_modules, it lies beside the bundle with the grammars that are used there. */
function libraryFile(): string {
  const beside = join(import.meta.dirname, "tree-sitter.cjs");
  return existsSync(beside) ? beside : require.resolve("@vscode/tree-sitter-wasm");
}

function loadLibrary(): Promise<typeof TreeSitter> {
  library ??= (async () => {
    const loaded = require(libraryFile()) as typeof TreeSitter;
    await loaded.Parser.init();
    return loaded;
  })();
  return library;
}

async function loadLanguage(grammar: string): Promise<TreeSitter.Language> {
  const { Language } = await loadLibrary();
  return Language.load(join(dirname(libraryFile()), `tree-sitter-${grammar}.wasm`));
}

/** A parser for this grammar; the caller deletes it. */
export async function openParser(grammar: string): Promise<TreeSitter.Parser> {
  const { Parser } = await loadLibrary();
  let language = languages.get(grammar);
  if (language === undefined) languages.set(grammar, (language = loadLanguage(grammar)));
  const parser = new Parser();
  parser.setLanguage(await language);
  return parser;
}
