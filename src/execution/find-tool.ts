/** Where a contract's program is found: the repository's own first, then what is installed on the machine. */
import { closeSync, existsSync, openSync, readSync, realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isWithin } from "../core/fix/is-within.ts";
import type { Machine } from "../ports/machine.ts";
import { installHint } from "./install-hint.ts";
import { bundleOf } from "./own-bundle.ts";
import { installationOf } from "./installation.ts";
import { ownPrograms } from "./own-programs.ts";
import { Refusal } from "./refusal.ts";
import { surroundingsOf } from "./tool-surroundings.ts";

export interface ToolPlace {
  readonly checkout: string;
  /** Files of the step, relative: a workspace's own tools are nearer to them than the root's. */
  readonly files: readonly string[];
  readonly path: string;
  readonly machine: Pick<Machine, "findProgram">;
}

export interface Tool {
  /** The command line with the program's absolute path. */
  readonly argv: readonly string[];
  /** Absolute paths that have to be readable for it. */
  readonly readable: readonly string[];
  /** Beside what every tool is given. */
  readonly environment: Readonly<Record<string, string>>;
}

/** `npx --no-install tool …` becomes the tool itself: what npx would find, without its start-up time. Throws Refusal naming the set-up step that is missing. */
export function findTool(argv: readonly string[], place: ToolPlace): Tool {
  const [program = "", ...rest] = argv;
  if (program === "npx") return findPackageTool(rest, place);
  const gemfile = bundleOf(program, foldersUpward(place).filter((folder) => isWithin(folder, place.checkout)));
  if (gemfile !== null) return bundled(gemfile, argv, place);
  const own = program.startsWith("./") ? scriptOf(program, place) : foldersUpward(place).filter((folder) => isWithin(folder, place.checkout)).flatMap((folder) => ownPrograms(folder, program)).find((path) => existsSync(path));
  const found = own ?? place.machine.findProgram(program, place.path);
  if (found === null) throw new Refusal("refused", `${program} is not installed here: ${installHint(program)}`, { toolMissing: true });
  const { readable, environment } = surroundingsOf(found);
  return { argv: [found, ...rest], readable: [...readableFor(found, place), ...readable, ...companionsOf(found, place)], environment };
}

/** `bundle exec rubocop …`, frozen and without network. Throws Refusal where Bundler is missing; where the bundle is not installed, Bundler says so itself. */
function bundled(gemfile: string, argv: readonly string[], place: ToolPlace): Tool {
  const bundle = place.machine.findProgram("bundle", place.path);
  if (bundle === null) throw new Refusal("refused", `${argv[0] ?? ""} is pinned by the repository's Gemfile.lock, and bundle is not installed here: ${installHint("bundle")}, and \`bundle install\` after it`, { toolMissing: true });
  return { argv: [bundle, "exec", ...argv], readable: readableFor(bundle, place), environment: { BUNDLE_GEMFILE: gemfile, BUNDLE_FROZEN: "true", BUNDLE_USER_HOME: "/tmp/.bundle" } };
}

/** A script of the repository itself, which a generator may be. */
function scriptOf(program: string, { checkout }: ToolPlace): string | undefined {
  const path = join(checkout, program);
  return isWithin(path, checkout) && existsSync(path) ? path : undefined;
}

/** Folders of the programs that it calls. Throws Refusal where one is missing. */
function companionsOf(program: string, place: ToolPlace): readonly string[] {
  return surroundingsOf(program).companions.flatMap((name) => {
    const found = place.machine.findProgram(name, place.path);
    if (found === null) throw new Refusal("refused", `${basename(program)} needs ${name}, which is not installed here: ${installHint(name)}`, { toolMissing: true });
    return readableFor(found, place);
  });
}

function findPackageTool(words: readonly string[], place: ToolPlace): Tool {
  const at = words.findIndex((word) => !word.startsWith("-"));
  const [name = "", ...rest] = at === -1 ? [] : words.slice(at);
  const found = foldersUpward(place).map((folder) => join(folder, "node_modules", ".bin", name)).find((path) => existsSync(path)) ?? globalTool(name, place);
  if (found === null) {
    throw new Refusal("refused", `${name} is not installed here: add it to the repository's devDependencies and run \`npm ci --ignore-scripts\` as a set-up step before Regreen`, { toolMissing: true });
  }
  return { argv: [found, ...rest], readable: readableFor(found, place), environment: {} };
}

/** From the files' common folder up to the root of the file system, as npx and Node look. */
function foldersUpward(place: ToolPlace): readonly string[] {
  const folders: string[] = [];
  for (let folder = join(place.checkout, commonFolder(place.files)); ; folder = dirname(folder)) {
    folders.push(folder);
    if (dirname(folder) === folder) return folders;
  }
}

function commonFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => file.split("/").slice(0, -1));
  const parts = first.filter((part, index) => others.every((other) => other.slice(0, index + 1).join("/") === first.slice(0, index).concat(part).join("/")));
  return parts.join("/");
}

/** A program of npm's global prefix lies beside `npm` or `node` on the PATH and leads into a node_modules folder. */
function globalTool(name: string, { machine, path }: ToolPlace): string | null {
  const found = machine.findProgram(name, path);
  return found !== null && realpathSync(found).includes("/node_modules/") ? found : null;
}

/** The tool's installation, and that of the program that its first line asks for. */
function readableFor(program: string, place: ToolPlace): readonly string[] {
  const real = realpathSync(program);
  const interpreters = interpretersOf(real, place);
  const paths = [program, real, ...interpreters, ...interpreters.map((path) => realpathSync(path))];
  return [...new Set(paths.flatMap(installationOf))].filter((path) => !isWithin(path, place.checkout) || existsSync(path));
}

function interpretersOf(program: string, { machine, path }: ToolPlace): readonly string[] {
  const line = firstLine(program);
  if (!line.startsWith("#!")) return [];
  const [command = "", ...words] = line.slice(2).trim().split(/\s+/);
  const name = words.find((word) => !word.startsWith("-"));
  const found = command.endsWith("/env") && name !== undefined ? machine.findProgram(name, path) : machine.findProgram(command, path);
  return found === null ? [] : [found];
}

function firstLine(path: string): string {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(256);
    return head.toString("latin1", 0, readSync(file, head, 0, 256, 0)).split("\n")[0] ?? "";
  } finally {
    closeSync(file);
  }
}
