/** Puts characters back that stand as tags (`[U+1F310]`) in the lines that the failure names. */
import { declaredEncoding } from "../transform/declared-encoding.ts";
import { decideEdit, Unclear, type Edited, type EditInput } from "./edit.ts";

const TAG = /\[U\+([0-9A-F]{4,6})\]/g;
/** Control and format characters, surrogates, private use, unassigned; and what is written by hand in no text: nobody would see what came back. */
const UNSEEN = /^[\p{C}\p{Zl}\p{Zp}\p{M}\u115f\u1160\u3164\uffa0]$/u;
export function restoreTaggedCharacters({ path, text, places }: EditInput): Edited {
  return decideEdit(() => {
    const declared = declaredEncoding(path, text);
    if (declared?.isUtf8 === false) throw new Unclear(`it says that it is written in ${declared.name}, which may not have the characters`);
    const lines = text.split("\n");
    for (const { line } of places) {
      const found = lines[line - 1];
      if (found === undefined) throw new Unclear(`line ${line} is behind its end`);
      lines[line - 1] = found.replace(TAG, (tag, code: string) => characterOf(tag, code, line));
    }
    return lines.join("\n");
  });
}

function characterOf(tag: string, code: string, line: number): string {
  const point = Number.parseInt(code, 16);
  const character = point <= 0x10ffff ? String.fromCodePoint(point) : "";
  if (character === "" || /\p{Cs}/u.test(character)) throw new Unclear(`line ${line}: ${tag} is no character`);
  if (UNSEEN.test(character)) throw new Unclear(`line ${line}: ${tag} would be a character that nobody sees by itself`);
  return character;
}
