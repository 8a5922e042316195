/** What happens to prose and to lists of imports: misspelt words, loose Markdown, imports that nobody uses. */
import { atMatches, onLines, pick, sample, type Fault } from "./fault.ts";

/** Words with a misspelling that has one correction in the dictionaries of codespell and of typos. */
const misspelt: Readonly<Record<string, string>> = { the: "teh", because: "becuase", which: "whcih", their: "thier", should: "shoud", receive: "recieve", separate: "seperate" };

/** Afterwards the file is as it was. */
export const misspelling: Fault = {
  name: "misspelt words",
  break(bytes, random) {
    const text = bytes.toString("utf8");
    const places = [...text.matchAll(/(?<=[a-z] )(?:the|because|which|their|should|receive|separate)(?= [a-z])/g)].filter(({ index }) => isProse(text, index));
    const chosen = new Set(sample(places.length, 3, random).map((at) => places[at]?.index));
    const changed = places.reduceRight((so, { 0: word, index }) => (chosen.has(index) ? `${so.slice(0, index)}${misspelt[word] ?? word}${so.slice(index + word.length)}` : so), text);
    return changed === text ? null : { bytes: Buffer.from(changed), mended: bytes };
  },
};

/** Neither in a block of code nor in a line of markup: there a word is somebody's syntax. */
function isProse(text: string, index: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", index) + 1, text.indexOf("\n", index));
  return text.slice(0, index).split("```").length % 2 === 1 && !/[<>`|[\]]|^(?: {4}|\t)/.test(line);
}

export const markdownLayout: readonly Fault[] = [
  atMatches("trailing spaces in prose", /(?<=[a-z.])\n(?=[a-z\n])/g, () => " \n"),
  onLines("blank lines in prose", (lines, random) => {
    const at = lines.findIndex((line, index) => index > lines.length * random() * 0.8 && line === "" && /^[A-Z]/.test(lines[index + 1] ?? ""));
    return at === -1 ? null : lines.toSpliced(at, 0, "", "");
  }),
  onLines("a heading without a blank line above it", (lines, random) => {
    const places = lines.flatMap((line, index) => (/^#{2,4} [A-Z]/.test(line) && lines[index - 1] === "" && /^[A-Z]/.test(lines[index - 2] ?? "") ? [index - 1] : []));
    const at = pick(places, random);
    return at === undefined ? null : lines.toSpliced(at, 1);
  }),
];

/** Afterwards the module is as it was: the name goes, and where the statement was there for it alone, the statement. */
export const spareImports: readonly Fault[] = [
  {
    name: "an import that nobody uses",
    break(bytes, random) {
      const text = bytes.toString("utf8");
      if (!text.startsWith("import ")) return null;
      const spare = pick(["import { inspect as spareInspect } from \"node:util\";", "import spareZlib from \"node:zlib\";", "import * as spareTimers from \"node:timers\";"], random) ?? "";
      return { bytes: Buffer.from(`${spare}\n${text}`), mended: bytes };
    },
  },
  {
    name: "one name too many in an import",
    break(bytes, random) {
      const text = bytes.toString("utf8");
      const found = pick([...text.matchAll(/^import \{[A-Za-z, ]{3,60}(?=\} from)/gm)], random);
      if (found === undefined) return null;
      const end = found.index + found[0].length;
      return { bytes: Buffer.from(`${text.slice(0, end)}, spareName${text.slice(end)}`), mended: bytes };
    },
  },
];

/** A package that nothing uses, in the block of imports: goimports takes it away. */
export const spareGoImport: Fault = onLines("an import that nobody uses", (lines) => {
  const at = lines.findIndex((line) => line === "import (");
  return at === -1 ? null : lines.toSpliced(at + 1, 0, "\t\"container/ring\"");
});

export const oldPython: readonly Fault[] = [
  atMatches("a class of object", /^( *)class [A-Z][A-Za-z]+(?=:$)/gm, (match) => `${match}(object)`),
  atMatches("an encoding that is the default", /(?<=\.encode\()(?=\))/g, () => "\"utf-8\""),
];

export const styleLint: readonly Fault[] = [
  atMatches("a zero with a unit", /(?<=(?:margin|padding|border): )0(?=;)/g, () => "0px"),
  atMatches("a keyword in capitals", /(?<=: )(?:none|inherit|block|auto|hidden)(?=;)/g, (match) => match.toUpperCase()),
];
