/** Reads `.gitattributes` files (gitattributes(5)), as far as they speak of text: `text`, `eol`, `binary`, `working-tree-encoding`. The last match wins. */
import picomatch from "picomatch";
import { folderOf, type AttributeSource } from "./text-attributes.ts";

export interface GitTextAttributes { readonly endOfLine: "lf" | "crlf" | null; readonly charset: string | null; readonly binary: boolean }

/** `sources` are ordered from the root to the file's folder. */
export function gitAttributes(path: string, sources: readonly AttributeSource[]): GitTextAttributes {
  const set = new Map<string, string>();
  for (const source of sources) {
    const within = path.slice(folderOf(source.path).length);
    for (const { pattern, attributes } of readLines(source.text)) {
      if (matches(pattern, within)) for (const attribute of attributes) assign(set, attribute);
    }
  }
  return { endOfLine: endOfLine(set), charset: encoding(set), binary: set.get("text") === "false" };
}

function readLines(text: string): { pattern: string; attributes: string[] }[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith("[attr]"))
    .map((line) => {
      const [pattern = "", ...attributes] = line.split(/\s+/);
      return { pattern, attributes };
    });
}

function assign(set: Map<string, string>, attribute: string): void {
  if (attribute === "binary") set.set("text", "false");
  else if (attribute.startsWith("-")) set.set(attribute.slice(1), "false");
  else if (attribute.startsWith("!")) set.delete(attribute.slice(1));
  else {
    const [name = "", value = "true"] = attribute.split("=", 2);
    set.set(name, value.toLowerCase());
  }
}

/** `text` without `eol` leaves the line end to the machine; in the repository itself, and on the runners that check it, it is LF. */
function endOfLine(set: ReadonlyMap<string, string>): "lf" | "crlf" | null {
  const eol = set.get("eol");
  if (eol === "lf" || eol === "crlf") return eol;
  const text = set.get("text");
  return text === "true" || text === "auto" ? "lf" : null;
}

function encoding(set: ReadonlyMap<string, string>): string | null {
  const name = set.get("working-tree-encoding");
  return name === undefined || name === "true" || name === "false" ? null : name;
}

function matches(pattern: string, path: string): boolean {
  const anchored = pattern.slice(0, -1).includes("/");
  const glob = anchored ? pattern.replace(/^\//, "") : `**/${pattern}`;
  return picomatch.isMatch(path, glob, { dot: true, nonegate: true, noextglob: true, nobrace: true });
}
