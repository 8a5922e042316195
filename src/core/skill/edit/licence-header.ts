/**
 * Puts the licence header into a file that the files around it carry: exactly theirs, from the nearest folder that has some. A year in it is theirs
 * where they agree on it, and the present one where they differ, since each then bears the year in which it was made.
 */
import { decideEdit, Unclear, type Edited, type EditInput } from "./edit.ts";
import { readHeader, type Header } from "./read-header.ts";
import { lineEndOf } from "./replacement.ts";
import { folderOf } from "./repository.ts";

/** Files whose comments are written alike, by ending. */
const KINDS: readonly (readonly string[])[] = [
  ["js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts"], ["py", "pyi"], ["go"], ["rs"], ["java"], ["c", "h", "cc", "cpp", "cxx", "hpp", "hh"], ["cs"], ["php"], ["rb"], ["sh", "bash"], ["css"], ["yml", "yaml"], ["toml"],
];
const YEARS = /\b(?:19|20)\d\d\b(?:\s*[-–]\s*(?:(?:19|20)\d\d\b|present))?/g;

export function insertLicenceHeader({ path, text, repository: { heads, year } }: EditInput): Edited {
  return decideEdit(() => {
    const own = readHeader(path, text);
    const given = headerFor(path, heads, year);
    if (own.licence !== null) {
      if (withoutYears(own.licence.text) === withoutYears(given.text)) return text;
      throw new Unclear("it has a header already, another one than the files around it");
    }
    const end = lineEndOf(text);
    const fresh = (given.text + given.gap).replaceAll("\r\n", "\n").replaceAll("\n", end);
    const rest = text.slice(own.at);
    return text.slice(0, own.at) + (rest.trim() === "" ? fresh.trimEnd() + end : fresh + rest.replace(/^(?:[ \t]*\r?\n)+/, ""));
  });
}

/** Of the nearest folder in which files of the kind have one, with the ending of this file first. */
function headerFor(path: string, heads: ReadonlyMap<string, string>, year: number): Header {
  const kind = KINDS.find((endings) => endings.includes(endingOf(path))) ?? [];
  for (const endings of [[endingOf(path)], kind]) {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const found = [...heads].filter(([other]) => other !== path && endings.includes(endingOf(other)) && (folder === "" || other.startsWith(`${folder}/`)))
        .flatMap(([other, head]) => readHeader(other, head).licence ?? []);
      if (found.length > 0) return agreed(found, folder, year);
      if (folder === "") break;
    }
  }
  throw new Unclear("no file of its kind has a licence header that could be taken over");
}

function agreed(found: readonly Header[], folder: string, year: number): Header {
  const [first] = found;
  const different = new Set(found.map(({ text }) => withoutYears(text)));
  if (first === undefined || different.size > 1) throw new Unclear(`the files of ${folder === "" ? "the repository" : folder} carry ${different.size} different headers: which is meant only a person knows`);
  const years = new Set(found.map(({ text }) => (text.match(YEARS) ?? []).join(" ")));
  if (years.size === 1) return first;
  if ([...years].some((each) => !/^\d{4}$/.test(each))) throw new Unclear("the years in the headers around it follow no rule that can be told");
  return { ...first, text: first.text.replace(YEARS, String(year)) };
}

function withoutYears(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(YEARS, "YEAR");
}

function endingOf(path: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}
