/** What a repository's own manifest asks for: the ranges by name. Names only where the manifest's language has many ways to write a range. */
import { parse } from "smol-toml";
import { addAsked, recordOf, textOf } from "./lockfile.ts";
import { readGemfile } from "./formats/bundler.ts";
import { composerNames } from "./formats/composer.ts";
import { npmDependencyFields } from "./formats/npm.ts";

/** Throws where the text is not what its name says. */
export function readManifest(path: string, text: string): ReadonlyMap<string, readonly string[]> {
  const asked = new Map<string, readonly string[]>();
  if (path.endsWith("package.json")) for (const field of npmDependencyFields) addAsked(asked, recordOf(JSON.parse(text))[field]);
  else if (path.endsWith("pyproject.toml")) readPyproject(recordOf(parse(text) as unknown), asked);
  else if (path.endsWith("Cargo.toml")) readCargo(recordOf(parse(text) as unknown), asked);
  else if (path.endsWith("composer.json")) readComposer(recordOf(JSON.parse(text)), asked);
  else if (path.endsWith("Gemfile")) return readGemfile(text);
  return asked;
}

/** PEP 503: case and runs of `-`, `_` and `.` make no difference. */
export function normalName(name: string): string {
  return name.replace(/[-_.]+/g, "-").toLowerCase();
}

type Asked = Map<string, readonly string[]>;

function readPyproject(file: Readonly<Record<string, unknown>>, asked: Asked): void {
  const project = recordOf(file["project"]);
  const lists = [project["dependencies"], ...Object.values(recordOf(project["optional-dependencies"])), ...Object.values(recordOf(file["dependency-groups"])), recordOf(recordOf(file["tool"])["uv"])["dev-dependencies"]];
  for (const requirement of lists.flatMap((list) => (Array.isArray(list) ? list : []) as unknown[])) {
    const name = typeof requirement === "string" ? /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(requirement)?.[1] : undefined;
    if (name !== undefined) asked.set(normalName(name), [String(requirement)]);
  }
  const poetry = recordOf(recordOf(file["tool"])["poetry"]);
  const groups = Object.values(recordOf(poetry["group"])).map((group) => recordOf(group)["dependencies"]);
  for (const table of [poetry["dependencies"], poetry["dev-dependencies"], ...groups]) for (const name of Object.keys(recordOf(table))) if (name !== "python") asked.set(normalName(name), []);
}

function readComposer(file: Readonly<Record<string, unknown>>, asked: Asked): void {
  for (const name of [...composerNames(file["require"]), ...composerNames(file["require-dev"])]) asked.set(name, []);
}

const cargoTables = ["dependencies", "dev-dependencies", "build-dependencies"] as const;

function readCargo(file: Readonly<Record<string, unknown>>, asked: Asked): void {
  const holders = [file, recordOf(file["workspace"]), ...Object.values(recordOf(file["target"])).map(recordOf)];
  for (const [name, wanted] of holders.flatMap((holder) => cargoTables.flatMap((table) => Object.entries(recordOf(holder[table]))))) {
    asked.set(textOf(recordOf(wanted)["package"]) ?? name, []);
  }
}
