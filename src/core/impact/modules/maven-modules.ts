/**
 * The modules of a Maven build, from its poms. Whatever a module's pom names by the artifactId of another counts as taken in: dependencies, plugins, the parent.
 * What profiles say is left out, so that a module which only a profile has counts as the root's; what only the build knows (`${…}`) makes nothing of it.
 */
import type { BuildModule } from "./build-module.ts";

interface Pom { readonly folder: string; readonly artifact: string; readonly modules: readonly string[]; readonly mentions: readonly string[] }

const MOST_MODULES = 2_000;

/** `pomOf`: the text of `<folder>/pom.xml`; null: there is none. Null: it cannot be told which modules there are. */
export function mavenModules(pomOf: (folder: string) => string | null): readonly BuildModule[] | null {
  const poms: Pom[] = [];
  const queue = [""];
  for (let folder = queue.shift(); folder !== undefined; folder = queue.shift()) {
    const text = pomOf(folder);
    const pom = text === null ? null : readPom(folder, text);
    if (pom === null || poms.length === MOST_MODULES) return null;
    poms.push(pom);
    queue.push(...pom.modules);
  }
  const names = new Map(poms.map(({ artifact, folder }) => [artifact, folder]));
  if (names.size !== poms.length) return null;
  return poms.map(({ folder, artifact, mentions }) => ({ name: nameOf(folder), folder, hasTests: true, uses: [...new Set(mentions)].flatMap((other) => (other === artifact ? [] : nameIn(names, other))) }));
}

function nameIn(names: ReadonlyMap<string, string>, artifact: string): readonly string[] {
  const folder = names.get(artifact);
  return folder === undefined ? [] : [nameOf(folder)];
}

/** As `--projects` takes it: the folder; of the root, a dot. */
function nameOf(folder: string): string {
  return folder === "" ? "." : folder;
}

function readPom(folder: string, text: string): Pom | null {
  const always = without(without(text, "<!--", "-->"), "<profiles>", "</profiles>");
  const own = ["build", "reporting", "dependencyManagement", "dependencies", "parent"].reduce((left, name) => without(left, `<${name}>`, `</${name}>`), always);
  const [artifact] = valuesOf(own, "artifactId");
  const modules = valuesOf(own, "module");
  const mentions = valuesOf(always, "artifactId");
  if (artifact === undefined || [artifact, ...modules].some((value) => value.includes("${") || value.includes("..") || value.endsWith(".xml") || value.startsWith("/"))) return null;
  if (mentions.some((mention) => mention.includes("${"))) return null;
  return { folder, artifact, modules: modules.map((module) => [folder, module.replace(/^\.\//, "").replace(/\/$/, "")].filter((part) => part !== "").join("/")), mentions };
}

/** The text without what stands from `open` to the next `close`, each time. */
function without(text: string, open: string, close: string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const begin = text.indexOf(open, at);
    const end = begin === -1 ? -1 : text.indexOf(close, begin);
    if (end === -1) return [...parts, text.slice(at)].join("");
    parts.push(text.slice(at, begin));
    at = end + close.length;
  }
}

function valuesOf(text: string, name: string): readonly string[] {
  return [...text.matchAll(new RegExp(`<${name}>\\s{0,100}([^<\\s]{1,200})\\s{0,100}</${name}>`, "g"))].flatMap(([, value]) => value ?? []);
}
