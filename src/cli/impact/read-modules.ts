/** The modules of a build as its tool or its files tell them. Nothing of the repository is run but what the command itself would run too. */
import { execFile } from "node:child_process";
import { lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { workingFiles } from "../../adapters/git/checkout.ts";
import type { BuildModule } from "../../core/impact/modules/build-module.ts";
import { cargoWorkspace } from "../../core/impact/modules/cargo-modules.ts";
import { gradleModules } from "../../core/impact/modules/gradle-modules.ts";
import { mavenModules } from "../../core/impact/modules/maven-modules.ts";
import type { BuildTool } from "../../core/impact/modules/select-modules.ts";

export interface BuildPlace { readonly checkout: string; readonly directory: string; readonly environment: Readonly<Record<string, string | undefined>> }

export interface Modules { readonly modules: readonly BuildModule[]; readonly byDefault: readonly string[] | null }

/** Null: it cannot be told which modules there are, or the command is not run at the build's root. */
export function readModules(tool: BuildTool, place: BuildPlace): Promise<Modules | null> {
  switch (tool) {
    case "cargo": return readCargo(place);
    case "maven": return Promise.resolve(all(mavenModules((folder) => textAt(join(place.directory, folder, "pom.xml")))));
    case "gradle": return readGradle(place);
    default: return tool satisfies never;
  }
}

function all(modules: readonly BuildModule[] | null): Modules | null {
  return modules === null ? null : { modules, byDefault: null };
}

/** Offline: dependencies are not asked for. */
async function readCargo({ directory, environment }: BuildPlace): Promise<Modules | null> {
  const asked = promisify(execFile)("cargo", ["metadata", "--no-deps", "--offline", "--format-version", "1"], { cwd: directory, env: { ...environment }, timeout: 30_000, maxBuffer: 2 ** 26 });
  const workspace = await asked.then(({ stdout }) => cargoWorkspace(stdout), () => null);
  if (workspace === null || realpathSync(directory) !== realpathSync(workspace.root)) return null;
  return workspace;
}

async function readGradle({ checkout, directory }: BuildPlace): Promise<Modules | null> {
  const settings = textAt(join(directory, "settings.gradle")) ?? textAt(join(directory, "settings.gradle.kts"));
  if (settings === null) return null;
  const paths = (await workingFiles(checkout)).map((path) => relative(directory, join(checkout, path)).replaceAll("\\", "/")).filter((path) => !path.startsWith("../"));
  const builds = new Map<string, string>();
  for (const path of paths.filter((name) => /\.gradle(?:\.kts)?$/.test(name) && !/^settings\.gradle/.test(name))) {
    const folder = /(?:^|\/)build\.gradle(?:\.kts)?$/.test(path) && !/(?:^|\/)(?:buildSrc|build-logic)\//.test(path) ? folderOf(path) : "";
    builds.set(folder, `${builds.get(folder) ?? ""}\n${textAt(join(directory, path)) ?? ""}`);
  }
  return all(gradleModules({ settings, builds, paths }));
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === "." ? "" : folder;
}

/** A regular file's; null where there is none. */
function textAt(file: string): string | null {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file, "utf8") : null;
}
