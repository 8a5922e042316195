/**
 * Sections of files that name commands which others run: package.json and composer.json `scripts`, build back-ends, make recipes, `run:` steps, build
 * scripts, hooks. Where a whole file is one (a Makefile), any change in it counts; where only a section is, the section is compared on both sides.
 */
import picomatch from "picomatch";
import { parse as parseToml } from "smol-toml";
import { isRecord, recordOf } from "../../lockfile/lockfile.ts";

/** A file's text before and after a change; null where it is not there. */
export interface BothSides {
  readonly before: string | null;
  readonly after: string | null;
}

const wholly = picomatch(["**/{Makefile,makefile,GNUmakefile}", "**/*.mk", "**/setup.py", "**/build.rs", "**/*.{gradle,gradle.kts}", "**/noxfile.py", "**/Rakefile", "**/.husky/**", "**/{lefthook,.pre-commit-config}.{yml,yaml}", "**/.yarnrc.yml", "**/.npmrc", "**/gulpfile.*", "**/justfile"], { dot: true });
const partly = picomatch(["**/package.json", "**/composer.json", "**/pyproject.toml", "**/Cargo.toml", ".github/workflows/*.{yml,yaml}", "**/action.{yml,yaml}"], { dot: true });

/** Whether `scriptsChanged` wants the text of this file. */
export function hasScriptSection(path: string): boolean {
  return partly(path);
}

/** True, false, or null where both texts are needed and one cannot be read. */
export function scriptsChanged(path: string, sides: BothSides | null): boolean | null {
  if (wholly(path)) return true;
  if (!partly(path)) return false;
  if (sides === null) return null;
  const [before, after] = [sectionOf(path, sides.before), sectionOf(path, sides.after)];
  return before === null || after === null ? null : before !== after;
}

/** The section in one spelling; null: the text cannot be read. */
function sectionOf(path: string, text: string | null): string | null {
  if (text === null) return "none";
  try {
    if (path.endsWith(".json")) return section(JSON.parse(text), ["scripts", "bin", "gypfile", "config"]);
    if (path.endsWith("pyproject.toml")) return section(parseToml(text), ["build-system", "tool.poetry.scripts", "tool.poe", "tool.pdm.scripts", "tool.hatch.build", "tool.tox", "project.scripts"]);
    if (path.endsWith("Cargo.toml")) return section(parseToml(text), ["package.build", "package.links"]);
    return commandsOf(text);
  } catch {
    // The parsers throw what they like; what cannot be read is not known.
    return null;
  }
}

function section(file: unknown, paths: readonly string[]): string {
  const found = paths.map((path) => path.split(".").reduce<unknown>((value, key) => (isRecord(value) ? recordOf(value)[key] : undefined), file));
  const text = JSON.stringify(found.map((value) => value ?? null));
  return text === JSON.stringify(paths.map(() => null)) ? "none" : text;
}

/** A workflow's lines that run something, with their blocks. */
function commandsOf(text: string): string {
  const kept: string[] = [];
  let block: number | null = null;
  for (const line of text.split("\n")) {
    const indent = line.search(/\S/);
    if (block !== null && (indent === -1 || indent > block)) {
      kept.push(line.trim());
      continue;
    }
    block = /^\s*(?:-\s+)?(?:run|uses|with|env|shell|entrypoint|args|image|main)\s*:/.test(line) ? indent : null;
    if (block !== null) kept.push(line.trim());
  }
  return kept.length === 0 ? "none" : kept.join("\n");
}
