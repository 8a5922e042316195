import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import { isWithin } from "../core/fix/is-within.ts";

/**
 * The folders that a program needs around it, from where it lies: its node_modules, or the prefix that holds its `bin`. Never the home folder
 * or more, and of folders that may hold credentials (`~/.cargo`, `~/.local`) only the parts that hold programs.
 */
export function installationOf(program: string): readonly string[] {
  const modules = program.indexOf("/node_modules/");
  if (modules !== -1) return [program.slice(0, modules + "/node_modules".length), ...nodeOf(program)];
  const folder = dirname(program);
  if (!["bin", "sbin", "shims", "libexec"].includes(basename(folder))) return [folder];
  const prefix = dirname(folder);
  if (basename(prefix) === ".cargo") return [folder, join(dirname(prefix), ".rustup")];
  if (basename(prefix) === ".local") return [folder, join(prefix, "lib"), join(prefix, "share", "pipx")];
  return isWithin(homedir(), prefix) ? [folder] : [prefix];
}

/** A Node that is itself installed as a package lies in node_modules too: all of it is in that package's folder. */
function nodeOf(program: string): readonly string[] {
  return basename(program) === "node" ? [dirname(dirname(program))] : [];
}
