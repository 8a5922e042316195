/** Several packages in one repository: which tool keeps them together, and which they are. */
import type { Workspace } from "./layout.ts";
import { textsUnder, under, type Manifest } from "./manifests.ts";

const MOST_MEMBERS = 200;

/** `paths`: of all files, for the tools that are known by a file alone. `manifests`: those that were read, nearest to the root first. */
export function workspacesOf(paths: readonly string[], manifests: readonly Manifest[]): readonly Workspace[] {
  const keeper = paths.some((path) => /^bun\.lockb?$/.test(path)) ? "Bun workspaces" : isYarn(manifests) ? "Yarn workspaces" : "npm workspaces";
  const found = manifests.flatMap((manifest) => read(manifest, keeper));
  const tools = ([["Nx", "nx.json"], ["Turborepo", "turbo.json"], ["Rush", "rush.json"]] as const).flatMap(([name, file]) => {
    const because = paths.find((path) => path === file || path.endsWith(`/${file}`));
    return because === undefined ? [] : [{ name, because, members: [] }];
  });
  return [...first(found), ...tools];
}

/** A multi-module build says in each of its modules which it has: the outermost says it for all. */
function first(found: readonly Workspace[]): readonly Workspace[] {
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

/** `keeper`: who keeps the packages of a package.json together. */
function read(manifest: Manifest, keeper: string): readonly Workspace[] {
  const { path, document, text } = manifest;
  const named = (name: string, members: readonly string[]): readonly Workspace[] => (members.length === 0 ? [] : [{ name, because: path, members: members.slice(0, MOST_MEMBERS).map((member) => within(path, member)) }]);
  if (/\.slnx?$/.test(path)) return named(".NET solution", solutionProjects(text));
  switch (path.slice(path.lastIndexOf("/") + 1)) {
    case "pnpm-workspace.yaml": return named("pnpm workspace", textsUnder(document, "packages"));
    case "package.json": return named(keeper, [...textsUnder(document, "workspaces"), ...textsUnder(document, "workspaces", "packages")]);
    case "lerna.json": return named("Lerna", textsUnder(document, "packages"));
    case "Cargo.toml": return under(document, "workspace") === undefined ? [] : named("Cargo workspace", ["." , ...textsUnder(document, "workspace", "members")].slice(under(document, "package") === undefined ? 1 : 0));
    case "pyproject.toml": return named("uv workspace", textsUnder(document, "tool", "uv", "workspace", "members"));
    case "go.work": return named("Go workspace", matches(text.replace(/\/\/.*$/gm, ""), /^\s*(?:use\s+)?(\.{1,2}(?:\/[^\s()]*)?)\s*$/gm));
    case "pom.xml": return named("Maven modules", matches(text.replace(/<!--[\s\S]*?-->/g, ""), /<module>\s*([^<\s]{1,200})\s*<\/module>/g));
    case "settings.gradle":
    case "settings.gradle.kts": return named("Gradle projects", gradleProjects(text));
    default: return [];
  }
}

function isYarn(manifests: readonly Manifest[]): boolean {
  return manifests.some(({ ecosystem, text }) => ecosystem === "npm" && /"packageManager":\s*"yarn@/.test(text));
}

/** `include("core", ":web:ui")`, `include 'core', 'web'`, over several lines. */
function gradleProjects(text: string): readonly string[] {
  const calls = matches(text.replace(/\/\/.*$/gm, ""), /^\s*include(?:\(|\s+)((?:\s*["'][\w:./-]{1,200}["'],?)+)/gm);
  return calls.flatMap((names) => matches(names, /["']:?([\w:./-]+)["']/g)).map((name) => name.replaceAll(":", "/"));
}

/** `Project("{…}") = "Shop", "src\\Shop\\Shop.csproj", "{…}"`, or in a .slnx `<Project Path="src/Shop/Shop.csproj" />`. The project is its folder. */
function solutionProjects(text: string): readonly string[] {
  const files = [...matches(text, /^Project\("[^"\n]{1,60}"\) = "[^"\n]{1,200}", "([^"\n]{1,300}\.[cfv][sb]proj)"/gm), ...matches(text, /<Project\s[^<>]{0,300}?Path="([^"\n]{1,300}\.[cfv][sb]proj)"/g)];
  return files.map((file) => file.replaceAll("\\", "/")).map((file) => (file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "."));
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);
}

/** A member as it is seen from the repository's root. */
function within(manifest: string, member: string): string {
  const folder = manifest.includes("/") ? manifest.slice(0, manifest.lastIndexOf("/")) : "";
  const plain = member.replace(/^\.\//, "").replace(/\/$/, "");
  if (folder === "") return plain;
  return plain === "." ? folder : `${folder}/${plain}`;
}
