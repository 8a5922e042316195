/** The steps that make a project's own tools ready in the fix job, so that skills find them. No cache (it could be poisoned) and no install script. Actions are pinned by their full SHA. */
import type { Layout, Sign } from "../detect/layout.ts";

/** Releases as of 2025-09, checked against their tags; those of the last three as public workflows pin them with the release behind it. */
const SETUP_NODE = "actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0";
const SETUP_PYTHON = "actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0";
const SETUP_GO = "actions/setup-go@44694675825211faa026b3c33043df3e48a5fa00 # v6.0.0";
const SETUP_JAVA = "actions/setup-java@dded0888837ed1f317902acf8a20df0ad188d165 # v5.0.0";
const SETUP_DOTNET = "actions/setup-dotnet@d4c94342e560b34958eacfc5d055d21461ed1c5d # v5.0.0";
const SETUP_BUN = "oven-sh/setup-bun@735343b667d3e6f658f44d0eca948eb6282f2b76 # v2.0.2";
const SETUP_RUBY = "ruby/setup-ruby@44511735964dcb71245e7e55f72539531f7bc0eb # v1.257.0";

interface Step {
  readonly name: string;
  /** The file whose packages `run` installs: one that does not fit is itself what a skill mends, so a failure here ends nothing. */
  readonly installs?: string;
  /** What a person should know of it, put above it. */
  readonly remark?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** YAML of the steps as they stand in a job; empty where nothing that was found needs any. `paths`: for the files that pin a version. */
export function setUpSteps(layout: Layout, paths: readonly string[]): string {
  const hint = layout.packageManagers.some(({ name }) => PYTHON.includes(name)) && !installsPython(layout, paths) ? "      # No list of what to install was found for Python: install here what the skills run, in .venv.\n" : "";
  const steps = [
    ...nodeSteps(layout, paths), ...bunSteps(layout, paths), ...pythonSteps(layout, paths), ...goSteps(layout), ...rustSteps(layout), ...javaSteps(layout), ...rubySteps(layout, paths), ...phpSteps(layout), ...dotnetSteps(layout, paths),
  ];
  return `${steps.map(render).join("")}${hint}`;
}

const PYTHON = ["uv", "Poetry", "pip"];

function installsPython(layout: Layout, paths: readonly string[]): boolean {
  return pythonSteps(layout, paths).some(({ run }) => run !== undefined);
}

const INSTALLS: Readonly<Record<string, { readonly lockfile: string; readonly run: string }>> = {
  npm: { lockfile: "package-lock.json", run: "npm ci --ignore-scripts" },
  pnpm: { lockfile: "pnpm-lock.yaml", run: "corepack pnpm install --frozen-lockfile --ignore-scripts" },
  "Yarn": { lockfile: "yarn.lock", run: "corepack yarn install --immutable --mode=skip-build" },
  "Yarn 1": { lockfile: "yarn.lock", run: "corepack yarn install --frozen-lockfile --ignore-scripts" },
};

function nodeSteps({ packageManagers }: Layout, paths: readonly string[]): readonly Step[] {
  const managers = packageManagers.filter(({ name }) => INSTALLS[name] !== undefined);
  if (managers.length === 0) return [];
  const installs = managers.flatMap(({ name }) => {
    const install = INSTALLS[name];
    const at = install === undefined ? undefined : nearest(paths, install.lockfile);
    return install === undefined || at === undefined ? [] : [{ ...installing(install.lockfile), run: install.run, folder: folderOf(at) }];
  });
  return [{ name: "Set up Node.js", uses: SETUP_NODE, with: { ...versionOf("node-version", [".nvmrc", ".node-version"], { paths, otherwise: "24" }), "package-manager-cache": "false" } }, ...installs];
}

function pythonSteps({ packageManagers }: Layout, paths: readonly string[]): readonly Step[] {
  const manager = named(packageManagers, PYTHON);
  if (manager === undefined) return [];
  const setUp: Step = { name: "Set up Python", uses: SETUP_PYTHON, with: versionOf("python-version", [".python-version"], { paths, otherwise: "3.13" }) };
  const folder = folderOf(manager.because);
  switch (manager.name) {
    case "uv": return [setUp, ...(nearest(paths, "uv.lock") === undefined ? [] : [{ ...installing("uv.lock"), run: "pipx run uv==0.9.5 sync --frozen --no-install-project --no-build", folder }])];
    case "Poetry": return [setUp, ...(nearest(paths, "poetry.lock") === undefined ? [] : [{ ...installing("poetry.lock"), run: "pipx run poetry==2.2.1 install --no-root", folder, environment: { POETRY_VIRTUALENVS_IN_PROJECT: "true", POETRY_INSTALLER_ONLY_BINARY: ":all:" } }])];
    default: {
      const list = requirements(paths);
      return list === undefined ? [setUp] : [setUp, { ...installing(list), run: `python -m venv .venv && .venv/bin/pip install --only-binary :all: --requirement ${list}` }];
    }
  }
}

/** The list that names the tools rather than what runs. Names with anything but plain characters are left out: they would stand in a shell line. */
function requirements(paths: readonly string[]): string | undefined {
  const lists = paths.filter((path) => /^(?:requirements\/)?[\w.-]+\.txt$/.test(path) && /^requirements/.test(path));
  return lists.find((path) => /dev|lint|test|tool|ci/.test(path)) ?? lists.find((path) => path === "requirements.txt") ?? lists[0];
}

function goSteps({ packageManagers }: Layout): readonly Step[] {
  const go = named(packageManagers, ["Go modules"]);
  if (go === undefined) return [];
  return [{ name: "Set up Go", uses: SETUP_GO, with: { "go-version-file": go.because, cache: "false" } }, { ...installing("go.sum"), run: "go mod download", folder: folderOf(go.because) }];
}

/** GitHub's runners have rustup. */
function rustSteps({ packageManagers }: Layout): readonly Step[] {
  const cargo = named(packageManagers, ["Cargo"]);
  return cargo === undefined ? [] : [{ name: "Set up Rust", run: "rustup toolchain install stable --profile minimal --component rustfmt,clippy --no-self-update && cargo fetch", folder: folderOf(cargo.because) }];
}

function javaSteps({ packageManagers }: Layout): readonly Step[] {
  return named(packageManagers, ["Maven", "Gradle"]) === undefined ? [] : [{ name: "Set up Java", uses: SETUP_JAVA, with: { distribution: "temurin", "java-version": "21" } }];
}

/** Bun runs no script of a package that is not trusted by name; none at all here. What it installs is started by the runner's own Node.js. */
function bunSteps({ packageManagers }: Layout, paths: readonly string[]): readonly Step[] {
  if (named(packageManagers, ["Bun"]) === undefined) return [];
  const lockfile = nearest(paths, "bun.lock") ?? nearest(paths, "bun.lockb");
  const install = lockfile === undefined ? [] : [{ ...installing(nameOf(lockfile)), run: "bun install --frozen-lockfile --ignore-scripts", folder: folderOf(lockfile) }];
  return [{ name: "Set up Bun", uses: SETUP_BUN, with: { ...versionOf("bun-version", [".bun-version"], { paths, otherwise: "1.3.x" }), "no-cache": "true" } }, ...install];
}

/** A release of the action knows the versions of Ruby that there were when it was made. `ruby-version` names a file or a version. */
function rubySteps({ packageManagers }: Layout, paths: readonly string[]): readonly Step[] {
  if (named(packageManagers, ["Bundler"]) === undefined) return [];
  const lockfile = nearest(paths, "Gemfile.lock");
  const setUp: Step = { name: "Set up Ruby", uses: SETUP_RUBY, with: { "ruby-version": [".ruby-version", ".tool-versions"].find((file) => paths.includes(file)) ?? "3.4", "bundler-cache": "false" } };
  if (lockfile === undefined) return [{ ...setUp, remark: "Gemfile.lock is not in the repository: install here what the skills run." }];
  return [setUp, { ...installing("Gemfile.lock"), remark: "Gems that are written in C are built as they are installed; Bundler has no way to leave that out.", run: "bundle install", folder: folderOf(lockfile), environment: { BUNDLE_FROZEN: "true" } }];
}

/** `dotnet format whitespace --folder` needs the SDK and no restored packages; a restore would run what project files say. */
function dotnetSteps({ packageManagers }: Layout, paths: readonly string[]): readonly Step[] {
  if (named(packageManagers, ["NuGet"]) === undefined) return [];
  const pinned = paths.includes("global.json") ? { "global-json-file": "global.json" } : { "dotnet-version": "10.0.x" };
  return [{ name: "Set up .NET", uses: SETUP_DOTNET, with: { ...pinned, cache: "false" } }];
}

/** GitHub's runners have PHP and Composer. */
function phpSteps({ packageManagers }: Layout): readonly Step[] {
  const composer = named(packageManagers, ["Composer"]);
  return composer === undefined ? [] : [{ ...installing("composer.lock"), run: "composer install --no-scripts --no-plugins --no-interaction", folder: folderOf(composer.because) }];
}

function named(signs: readonly Sign[], names: readonly string[]): Sign | undefined {
  return signs.find(({ name }) => names.includes(name));
}

/** `paths` is sorted or not: the one that lies least deep. */
function nearest(paths: readonly string[], file: string): string | undefined {
  const found = paths.filter((path) => path === file || path.endsWith(`/${file}`));
  return found.toSorted((one, other) => one.split("/").length - other.split("/").length || (one < other ? -1 : 1))[0];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function versionOf(key: string, files: readonly string[], { paths, otherwise }: { readonly paths: readonly string[]; readonly otherwise: string }): Readonly<Record<string, string>> {
  const file = files.find((name) => paths.includes(name));
  return file === undefined ? { [key]: otherwise } : { [`${key}-file`]: file };
}

function installing(file: string): Pick<Step, "name" | "installs"> {
  return { name: `Install what ${file} says`, installs: file };
}

function render({ name, installs, remark, uses, with: inputs = {}, run: command, folder = "", environment = {} }: Step): string {
  const run = installs === undefined ? command : `${command ?? ""} || echo '::warning::What ${installs} says could not be installed. Skills that need it will say so; a lockfile that does not fit can be mended.'`;
  const lines = [
    ...(remark === undefined ? [] : [`      # ${remark}`]), `      - name: ${scalar(name)}`, ...(uses === undefined ? [] : [`        uses: ${uses}`]), ...block("with", inputs), ...(folder === "" ? [] : [`        working-directory: ${scalar(folder)}`]),
    ...block("env", environment), ...(run === undefined ? [] : [`        run: ${scalar(run)}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function block(key: string, values: Readonly<Record<string, string>>): readonly string[] {
  const entries = Object.entries(values);
  return entries.length === 0 ? [] : [`        ${key}:`, ...entries.map(([name, value]) => `          ${name}: ${value === "true" || value === "false" ? (key === "env" ? `"${value}"` : value) : scalar(value)}`)];
}

/** Plain where YAML takes it so; an expression of Actions in a folder's name stays text. */
function scalar(text: string): string {
  return /^[A-Za-z.][\w ./@&=,-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text.replaceAll("${{", "$ {{"));
}
