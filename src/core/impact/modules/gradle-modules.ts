/** The projects of a Gradle build, from its settings and build files; a project that a build file names (`project(":core")`, `projects.core`) counts as taken in. */
import type { BuildModule } from "./build-module.ts";

export interface GradleFiles {
  /** Of settings.gradle or settings.gradle.kts. */
  readonly settings: string;
  /** Of every build script of a folder: the root's is under "". Those of buildSrc and of other shared logic are put to the root's. */
  readonly builds: ReadonlyMap<string, string>;
  /** All files of the repository, relative to the build's root. */
  readonly paths: readonly string[];
}

/** Null: the settings say more than a list of projects, and so it cannot be told which there are. */
export function gradleModules({ settings, builds, paths }: GradleFiles): readonly BuildModule[] | null {
  const plain = withoutComments(settings);
  if (/projectDir|includeBuild|\beach\b|\bfor\b|\bfileTree\b|listFiles/.test(plain)) return null;
  const calls = [...plain.matchAll(/^[ \t]*include(?:[ \t]*\(|[ \t]+)((?:\s{0,200}["'][\w:./-]{1,200}["'][ \t]*,?)+)/gm)].map(([, names = ""]) => names);
  if (calls.length !== [...plain.matchAll(/\binclude\b/g)].length) return null;
  const named = calls.flatMap((names) => [...names.matchAll(/["']:?([\w:./-]+)["']/g)].flatMap(([, name]) => name ?? []));
  // `include("web:ui")` makes `web` a project too.
  const all = [...new Set(named.flatMap((name) => name.split(":").map((_, index, parts) => parts.slice(0, index + 1).join(":"))))].toSorted();
  const shared = usesIn(builds.get("") ?? "", all);
  return ["", ...all].map((path) => {
    const folder = path.replaceAll(":", "/");
    const uses = folder === "" ? shared : [...usesIn(builds.get(folder) ?? "", all), ...shared];
    return { name: `:${path}`, folder, uses: [...new Set(uses)].filter((name) => name !== `:${path}`), hasTests: paths.some((file) => isTestOf(folder, file)) };
  });
}

/** What the task `test` runs lies there, unless a build script says otherwise. */
function isTestOf(folder: string, file: string): boolean {
  return file.startsWith(`${folder === "" ? "" : `${folder}/`}src/test/`);
}

function usesIn(build: string, projects: readonly string[]): readonly string[] {
  const text = withoutComments(build);
  const called = new Set([...text.matchAll(/\bproject\s{0,20}\(\s{0,20}(?:path\s{0,20}[:=]\s{0,20})?["']:([\w:.-]{1,200})["']/g)].map(([, path]) => path));
  const accessed = new Set([...text.matchAll(/\bprojects\.([\w.]{1,200})/g)].map(([, path]) => path));
  return projects.filter((path) => called.has(path) || accessed.has(accessor(path))).map((path) => `:${path}`);
}

/** Gradle's type-safe accessor: `:web-ui:core` is `projects.webUi.core`. */
function accessor(path: string): string {
  return path.replaceAll(":", ".").replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase());
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}
