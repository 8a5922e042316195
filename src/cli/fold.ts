/** Folds long lines of a help text at spaces; what follows stands under the words that it continues. Commands to be copied stay whole. */
const WIDTH = 80;
const toBeCopied = /^ {2}(?:regreen|git|gh) /;
const usageLine = /^(?:Usage:| {6})\s*regreen [a-z]+ /;

export function fold(text: string): string {
  const blocks = text.split("\n\n").map((block) => (isProse(block) ? block.replaceAll("\n", " ") : block));
  return blocks.join("\n\n").split("\n").map((line) => (line.length <= WIDTH || toBeCopied.test(line) ? line : foldLine(line))).join("\n");
}

/** Sentences, which may be set anew; not a list, a usage line or a heading. */
function isProse(block: string): boolean {
  const lines = block.split("\n");
  return lines.some((line) => line.length > WIDTH) && lines.every((line) => /^[A-Za-z]/.test(line) && !/^(?:Usage|Use|Exit codes)\b/.test(line) && !line.endsWith(":"));
}

function foldLine(line: string): string {
  return wrap(line, { indent: hang(line), at: usageLine.test(line) ? " [" : " " });
}

/** One line as several of at most eighty columns, broken before `at`; all but the first are indented by so many columns. */
export function wrap(line: string, { indent: columns, at: mark }: { readonly indent: number; readonly at: string }): string {
  const indent = " ".repeat(columns);
  const lines: string[] = [];
  let rest = line;
  while (rest.length > WIDTH) {
    const at = rest.lastIndexOf(mark, WIDTH);
    if (at <= indent.length) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = `${indent}${rest.slice(at + 1)}`;
  }
  return [...lines, rest].join("\n");
}

/** Where the words begin: behind the name of an option, behind `Usage: regreen ledger`, or at the line's own indentation. */
function hang(line: string): number {
  const option = /^ +\S.*?\S {2,}(?=\S)/.exec(line);
  const usage = usageLine.exec(line);
  return (usage ?? option ?? /^ */.exec(line))?.[0].length ?? 0;
}
