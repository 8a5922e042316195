/** The comment at the top of a file, where it speaks of a licence. */

export interface Header {
  /** From the comment's first character to its last, as it stands. */
  readonly text: string;
  /** Line ends between it and what follows. */
  readonly gap: string;
}

export interface Top {
  /** Where a header stands or would have to: behind a byte order mark, `#!`, Python's encoding, `<?php`, `<?xml`. */
  readonly at: number;
  readonly licence: Header | null;
}

const OPENING = /^\uFEFF?(?:#!.*\r?\n)?(?:#.*coding[:=].*\r?\n)?(?:<\?php\b[^\n]*\r?\n(?:[ \t]*\r?\n)*)?/;
const BLOCK = /^\/\*[^]*?\*\//;
const LINES: Readonly<Record<string, RegExp>> = { "//": /^(?:\/\/[^\n]*(?:\n|$))+/, "#": /^(?:#(?!!)[^\n]*(?:\n|$))+/ };
const LICENCE = /copyright|\(c\)|©|spdx-|licen[sc]e[ds]? under|all rights reserved/i;
const HASH = /\.(?:py|pyi|rb|sh|bash|ya?ml|toml)$/i;

/** `head`: the whole file, or enough of its beginning. */
export function readHeader(path: string, head: string): Top {
  const opening = OPENING.exec(head)?.[0].length ?? 0;
  const blank = /^(?:[ \t]*\r?\n)*/.exec(head.slice(opening))?.[0].length ?? 0;
  const rest = head.slice(opening + blank);
  const mark = HASH.test(path) ? "#" : "//";
  const comment = (mark === "//" ? BLOCK.exec(rest)?.[0] : undefined) ?? LINES[mark]?.exec(rest)?.[0] ?? "";
  const text = comment.trimEnd();
  if (text === "" || !LICENCE.test(text)) return { at: opening, licence: null };
  return { at: opening, licence: { text, gap: /^[ \t]*((?:\r?\n[ \t]*)*)/.exec(rest.slice(text.length))?.[1]?.replace(/[ \t]/g, "") ?? "\n" } };
}
