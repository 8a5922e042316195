/** Where a script runs a tool: the words after the tool's name, and the folder that the script has gone to by then. */
import { readShell, type ShellPart } from "./shell-words.ts";

export interface Invocation {
  /** What follows the tool's name and its subcommand: options and files, as written. */
  readonly words: readonly string[];
  /** Relative to where the script began, without a final slash; empty: there. Null: it cannot be told. */
  readonly folder: string | null;
}

/** Programs that run another one, and their subcommands that do. What stands before a tool and is none of these (`pip install black`, `echo`) runs something else. */
const launchers: ReadonlySet<string> = new Set([
  "npx", "pnpx", "bunx", "npm", "pnpm", "yarn", "bun", "exec", "dlx", "x", "run", "uv", "uvx", "tool", "poetry", "pipenv", "pdm", "hatch", "rye", "pipx", "python", "python3", "py", "-m",
  "bundle", "xargs", "env", "nice", "nohup", "sudo", "command", "xvfb-run", "corepack", "mise", "asdf", "dotenv", "cross-env", "composer", "php",
]);

/** `names`: each a program with its subcommand, if it has any: `eslint`, `ruff check`. In the order of the script. */
export function findInvocations(script: string, names: readonly string[]): readonly Invocation[] {
  const wanted = names.map((name) => name.split(" "));
  const found: Invocation[] = [];
  walk(readShell(script), (words, folder) => {
    for (const name of wanted) {
      const after = wordsAfter(words, name);
      if (after !== null) return void found.push({ words: after, folder });
    }
  });
  return found;
}

/** The folders that a script goes to and runs commands in, other than where it began; null among them: one that cannot be told. */
export function foldersOf(script: string): readonly (string | null)[] {
  const folders = new Set<string | null>();
  walk(readShell(script), (words, folder) => {
    if (folder !== "" && words.length > 0) folders.add(folder);
  });
  return [...folders];
}

function walk(parts: readonly ShellPart[], visit: (words: readonly string[], folder: string | null) => void): void {
  const stack: (string | null)[] = [];
  let folder: string | null = "";
  for (const part of parts) {
    if (part.kind === "open") stack.push(folder);
    else if (part.kind === "close") folder = stack.length > 0 ? (stack.pop() ?? null) : folder;
    else if (part.words[0] === "cd" || part.words[0] === "pushd") folder = folderAfter(folder, part.words.slice(1));
    else if (part.words[0] === "popd") folder = null;
    else visit(part.words, folder);
  }
}

/** Null for what only the shell can know: a variable, `-`, a path from the root of the machine. */
function folderAfter(folder: string | null, words: readonly string[]): string | null {
  const [target] = words.filter((word) => word !== "--");
  if (folder === null || target === undefined || /^[-~/]|[$`*?]/.test(target)) return null;
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of target.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join("/");
}

/** Null where the command is not this tool. Options between the program and its subcommand (`cargo +nightly fmt`, `ruff --quiet check`) come first in what is given. */
function wordsAfter(words: readonly string[], [program = "", ...subcommand]: readonly string[]): readonly string[] | null {
  const at = words.findIndex((word) => nameOf(word) === program);
  if (at === -1 || !words.slice(0, at).every(isLauncher)) return null;
  const before: string[] = [];
  let index = at + 1;
  for (const wanted of subcommand) {
    while (isOption(words[index])) before.push(words[index++] ?? "");
    if (words[index] !== wanted) return null;
    index += 1;
  }
  return [...before, ...words.slice(index)];
}

/** `./node_modules/.bin/eslint`, `vendor/bin/php-cs-fixer`, `eslint.cmd`. */
function nameOf(word: string): string {
  return word.slice(word.lastIndexOf("/") + 1).replace(/\.(?:cmd|exe|phar)$/, "");
}

function isLauncher(word: string): boolean {
  return word.startsWith("-") || launchers.has(nameOf(word)) || /^python3?\.\d+$/.test(nameOf(word)) || /^[A-Za-z_]\w*=/.test(word);
}

function isOption(word: string | undefined): boolean {
  return word !== undefined && /^[-+]./.test(word);
}
