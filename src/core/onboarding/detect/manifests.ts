/** Reads what a project depends on from its manifests. They are hostile: what is not of the expected shape says nothing. */
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";

type Ecosystem = "npm" | "python" | "cargo" | "composer";

export interface Manifest {
  readonly path: string;
  readonly ecosystem: Ecosystem | "other";
  readonly text: string;
  /** Names of packages, lower case. */
  readonly dependencies: ReadonlySet<string>;
  /** The whole document, where it is JSON, TOML or YAML. */
  readonly document: unknown;
}

export function readManifest(path: string, text: string): Manifest {
  const document = documentOf(path, text);
  const ecosystem = ecosystemOf(path);
  return { path, ecosystem, text, document, dependencies: new Set(namesIn(ecosystem, document, text).map((name) => name.toLowerCase())) };
}

/** What stands under a path of keys; undefined where there is nothing. */
export function under(document: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined), document);
}

export function keysUnder(document: unknown, ...keys: readonly string[]): readonly string[] {
  const value = under(document, ...keys);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

export function textsUnder(document: unknown, ...keys: readonly string[]): readonly string[] {
  const value = under(document, ...keys);
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

function ecosystemOf(path: string): Manifest["ecosystem"] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name === "package.json") return "npm";
  if (name === "Cargo.toml") return "cargo";
  if (name === "composer.json") return "composer";
  return name === "pyproject.toml" || name.endsWith(".txt") ? "python" : "other";
}

function documentOf(path: string, text: string): unknown {
  try {
    if (path.endsWith(".json")) return JSON.parse(text.replace(/^\uFEFF/, ""));
    if (path.endsWith(".toml")) return parseToml(text);
    if (/\.ya?ml$/.test(path)) return parseYaml(text, { maxAliasCount: 20, logLevel: "silent" });
  } catch {
    // A manifest that its own tool could not read either: the file is there, and says nothing.
  }
  return null;
}

function namesIn(ecosystem: Manifest["ecosystem"], document: unknown, text: string): readonly string[] {
  switch (ecosystem) {
    case "npm": return ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"].flatMap((key) => keysUnder(document, key));
    case "composer": return ["require", "require-dev"].flatMap((key) => keysUnder(document, key));
    case "cargo": return ["dependencies", "dev-dependencies", "build-dependencies"].flatMap((key) => [...keysUnder(document, key), ...keysUnder(document, "workspace", key)]);
    case "python": return document === null ? text.split("\n").flatMap(packageName) : pythonNames(document);
    case "other": return [];
    default: return ecosystem satisfies never;
  }
}

/** PEP 621 and 735, Poetry's groups, uv's and PDM's own tables. */
function pythonNames(document: unknown): readonly string[] {
  const listed = [
    textsUnder(document, "project", "dependencies"), textsUnder(document, "tool", "uv", "dev-dependencies"), textsUnder(document, "build-system", "requires"),
    ...keysUnder(document, "project", "optional-dependencies").map((group) => textsUnder(document, "project", "optional-dependencies", group)),
    ...keysUnder(document, "dependency-groups").map((group) => textsUnder(document, "dependency-groups", group)),
  ];
  const poetry = [
    keysUnder(document, "tool", "poetry", "dependencies"), keysUnder(document, "tool", "poetry", "dev-dependencies"),
    ...keysUnder(document, "tool", "poetry", "group").map((group) => keysUnder(document, "tool", "poetry", "group", group, "dependencies")),
  ];
  return [...listed.flat().flatMap(packageName), ...poetry.flat()];
}

/** The name at the beginning of a requirement (PEP 508); none where it is an option or an address. */
function packageName(requirement: string): readonly string[] {
  const name = /^\s*([A-Za-z0-9][A-Za-z0-9._-]{0,100})/.exec(requirement)?.[1];
  return name === undefined ? [] : [name];
}
