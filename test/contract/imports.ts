/** The import graph of the sources, read by TypeScript's own scanner. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

export interface Source {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly text: string;
  /** What it imports, type imports too: a path relative to the root, or the package's (or built-in module's) name. */
  readonly imports: readonly string[];
}

export function sourcesUnder(folder: string): readonly Source[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".ts")).map((file) => read(join(root, folder, file)));
}

function read(file: string): Source {
  const text = readFileSync(file, "utf8");
  const { importedFiles } = ts.preProcessFile(text, true, true);
  const imports = importedFiles.map(({ fileName }) => (fileName.startsWith(".") ? relative(root, resolve(dirname(file), fileName)) : packageOf(fileName)));
  return { path: relative(root, file), text, imports };
}

/** `zod/v4` → `zod`, `@scope/name/part` → `@scope/name`; built-in modules keep their whole name. */
function packageOf(name: string): string {
  if (name.startsWith("node:")) return name;
  return name.split("/", name.startsWith("@") ? 2 : 1).join("/");
}
