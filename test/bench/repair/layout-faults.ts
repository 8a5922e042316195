/** Layout that a formatter owns: indentation, spaces, quotes, blank lines. */
import { atMatches, onLines, sample, type Fault } from "./fault.ts";

/** Lines that start with white space get more or less of it. */
const indentation: Fault = onLines("indentation", (lines, random) => {
  const places = lines.flatMap((line, index) => (/^[ \t]{2,}\S/.test(line) && !/^\s*\*/.test(line) ? [index] : []));
  const chosen = new Set(sample(places.length, 4, random).map((at) => places[at]));
  return lines.map((line, index) => (chosen.has(index) ? `   ${line}` : line));
});

const blankLines: Fault = onLines("blank lines", (lines, random) => {
  const at = lines.findIndex((line, index) => index > lines.length * random() * 0.8 && line === "");
  return at === -1 ? null : lines.toSpliced(at, 0, "", "", "");
});

const spacesAround: Fault = atMatches("spaces around =", /(?<=[a-z_]) = (?=[a-z_"'0-9])/g, () => "  =   ");
const afterComma: Fault = atMatches("no space after a comma", /(?<=[a-z_0-9]), (?=[a-z_])/g, () => ",");
const trailingSpaces: Fault = atMatches("trailing spaces", /(?<=[;{},:])\n/g, () => "  \n");
const doubleToSingle: Fault = atMatches("quotes", /"[a-z ]{2,30}"/g, (match) => `'${match.slice(1, -1)}'`);
const noSemicolon: Fault = atMatches("no semicolon", /(?<=[a-z0-9_)\]]);\n(?=\s*(?:const|let|return|if|this|module|exports|\}))/g, () => "\n");
const tabsToSpaces: Fault = onLines("spaces for tabs", (lines, random) => {
  const from = Math.floor(random() * lines.length * 0.7);
  return lines.map((line, index) => (index >= from && index < from + 12 ? line.replace(/^\t+/, (tabs) => "    ".repeat(tabs.length)) : line));
});

export const javaScriptLayout: readonly Fault[] = [indentation, blankLines, spacesAround, afterComma, trailingSpaces, doubleToSingle, noSemicolon];
/** Not indentation: in Python it is the program. */
export const pythonLayout: readonly Fault[] = [blankLines, spacesAround, afterComma, trailingSpaces, doubleToSingle];
export const goLayout: readonly Fault[] = [indentation, spacesAround, afterComma, trailingSpaces, tabsToSpaces];
export const dataLayout: readonly Fault[] = [indentation, atMatches("no space after a colon", /(?<="): /g, () => ":"), atMatches("space before a comma", /(?<=["\]}0-9]),\n/g, () => " ,\n")];
