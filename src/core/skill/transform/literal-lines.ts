/**
 * Lines that end inside a string of several lines: white space at their end is part of the program, and stays. Python's docstrings are not
 * meant: there it is layout. The scan knows comments and strings, not regular expressions; where it errs, white space stays that could go.
 */

interface Literal { readonly close: string; readonly escapes: boolean; readonly content: boolean }

/** Indexes, from 0, of the lines (without their ends) of a file in a language that has such strings; empty for all others. */
export function linesInsideLiterals(path: string, lines: readonly string[]): ReadonlySet<number> {
  const open = openerFor(path);
  const inside = new Set<number>();
  if (open === null) return inside;
  let state: Literal | null = null;
  for (const [index, line] of lines.entries()) {
    state = scanLine(line, state, (at) => open(line, at, () => lines.slice(Math.max(0, index - 20), index)));
    if (state?.content === true) inside.add(index);
  }
  return inside;
}

/** The state at the line's end. `opening` says what begins at a place: a literal, or null. */
function scanLine(line: string, before: Literal | null, opening: (at: number) => Opened | null): Literal | null {
  let state = before;
  for (let at = 0; at < line.length; at += 1) {
    if (state !== null) {
      if (state.escapes && line[at] === "\\") at += 1;
      else if (line.startsWith(state.close, at)) {
        at += state.close.length - 1;
        state = null;
      }
      continue;
    }
    const opened = opening(at);
    if (opened === null) continue;
    state = opened.literal;
    at += opened.length - 1;
  }
  return state !== null && state.close.length === 1 && state.close !== "`" ? null : state;
}

/** The lines above, some twenty. */
type Above = () => readonly string[];

interface Opened { readonly literal: Literal | null; readonly length: number }

function openerFor(path: string): ((line: string, at: number, above: Above) => Opened | null) | null {
  if (/\.([cm]?[jt]s|[jt]sx)$/.test(path)) return (line, at) => openInCurly(line, at, true);
  if (path.endsWith(".go")) return (line, at) => openInCurly(line, at, false);
  return /\.pyi?$/.test(path) ? openInPython : null;
}

/** JavaScript, TypeScript and Go: a comment to the end of the line skips the rest. */
function openInCurly(line: string, at: number, escapes: boolean): Opened | null {
  if (line.startsWith("//", at)) return { literal: null, length: line.length - at };
  if (line.startsWith("/*", at)) return { literal: { close: "*/", escapes: false, content: false }, length: 2 };
  const character = line[at] ?? "";
  if (character === "`") return { literal: { close: "`", escapes, content: true }, length: 1 };
  return character === "'" || character === '"' ? { literal: { close: character, escapes: true, content: false }, length: 1 } : null;
}

function openInPython(line: string, at: number, above: Above): Opened | null {
  const character = line[at] ?? "";
  if (character === "#") return { literal: null, length: line.length - at };
  if (character !== "'" && character !== '"') return null;
  const triple = character.repeat(3);
  if (!line.startsWith(triple, at)) return { literal: { close: character, escapes: true, content: false }, length: 1 };
  return { literal: { close: triple, escapes: true, content: !isDocstring(line.slice(0, at), above) }, length: 3 };
}

/** PEP 257: the first statement of a module, class or function. */
function isDocstring(prefix: string, above: Above): boolean {
  if (!/^[ \t]*[rRuU]?$/.test(prefix)) return false;
  const previous = above().findLast((line) => !/^\s*(#|$)/.test(line));
  return previous === undefined || /:\s*(#.*)?$/.test(previous);
}
