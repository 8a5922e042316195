/** Reads `.editorconfig` files (specification 0.17): INI sections whose titles are globs; later sections and nearer files win. */
import picomatch from "picomatch";
import { folderOf, type AttributeSource } from "./text-attributes.ts";

/** Properties that hold for `path`, names and values in lower case. `sources` are ordered from the root to the file's folder. */
export function editorconfigProperties(path: string, sources: readonly AttributeSource[]): ReadonlyMap<string, string> {
  const files = sources.map((source) => ({ folder: folderOf(source.path), ...readSections(source.text) }));
  const root = files.findLastIndex((file) => file.root);
  const properties = new Map<string, string>();
  for (const file of files.slice(Math.max(root, 0))) {
    const within = path.slice(file.folder.length);
    for (const section of file.sections) {
      if (matches(section.glob, within)) for (const [name, value] of section.properties) properties.set(name, value);
    }
  }
  for (const [name, value] of properties) if (value === "unset") properties.delete(name);
  return properties;
}

interface EditorSection { readonly glob: string; readonly properties: Map<string, string> }

function readSections(text: string): { root: boolean; sections: EditorSection[] } {
  const sections: EditorSection[] = [];
  let root = false;
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    if (line.startsWith("[") && line.endsWith("]")) {
      sections.push({ glob: line.slice(1, -1), properties: new Map() });
      continue;
    }
    const equals = line.indexOf("=");
    if (equals === -1) continue;
    const name = line.slice(0, equals).trim().toLowerCase();
    const value = line.slice(equals + 1).trim().toLowerCase();
    const section = sections.at(-1);
    if (section === undefined) root ||= name === "root" && value === "true";
    else section.properties.set(name, value);
  }
  return { root, sections };
}

/** A glob without a slash speaks of names in any folder; with one, of paths from the file's own folder. `**` crosses folders wherever it stands. */
function matches(glob: string, path: string): boolean {
  const anchored = glob.includes("/") ? glob.replace(/^\//, "") : `**/${glob}`;
  const pattern = anchored.replace(/\*\*(?=[^/*])/g, "**/*");
  return picomatch.isMatch(path, pattern, { dot: true, nonegate: true, noextglob: true });
}
