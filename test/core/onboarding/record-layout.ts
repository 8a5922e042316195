/**
 * Records the layout of a project that lies unpacked in a folder: `node test/core/onboarding/record-layout.ts <folder> <name> <source …>`.
 * The list of files is kept whole up to 250, and thinned evenly beyond (what a sign is known by is always kept); manifests are kept up to 40 KiB together,
 * with addresses taken out.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import picomatch from "picomatch";
import { signRules } from "../../../src/core/onboarding/detect/sign-rules.ts";
import { wantedFiles } from "../../../src/core/onboarding/detect/wanted-files.ts";

const MOST_PATHS = 250;
const MOST_CHARACTERS = 40 * 1024;
/** What git does not know, or a package index adds to a source archive. */
const LEFT_OUT = /(?:^|\/)(?:node_modules|\.git|target|\.venv|\.pnpm-store)\/|\.egg-info\/|^PKG-INFO$/;

const [folder = ".", name = "layout", ...source] = process.argv.slice(2);
const matcher = (globs: readonly string[]): ((path: string) => boolean) => {
  const matches = picomatch([...globs], { dot: true });
  return (path) => matches(path);
};
const isSign = picomatch(signRules.flatMap(({ files = [] }) => files), { dot: true });

const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/")).filter((path) => !LEFT_OUT.test(path)).toSorted();
const wanted = wantedFiles(all);
const telling = all.filter((path) => wanted.includes(path) || !path.includes("/") || path.startsWith(".github/"));
const others = all.filter((path) => !telling.includes(path));
const shown = new Set(signRules.flatMap(({ files }) => (files === undefined ? [] : others.filter(matcher(files)).slice(0, 3))));
const every = Math.max(1, Math.ceil((all.length - telling.length) / MOST_PATHS));
const paths = [...telling, ...others.filter((path, index) => index % every === 0 || (isSign(path) && shown.has(path)))].toSorted();

let left = MOST_CHARACTERS;
const contents: Record<string, string> = {};
for (const path of wanted) {
  const text = readFileSync(join(folder, path), "utf8").replace(/https?:\/\/[^\s"'<>)]+/g, "https://host.example").replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}\b/g, "somebody@host.example");
  if (text.length > left) continue;
  left -= text.length;
  contents[path] = text;
}
writeFileSync(join(import.meta.dirname, "layouts", `${name}.json`), `${JSON.stringify({ source: source.join(" "), files: all.length, every, paths, contents }, null, 1)}\n`);
