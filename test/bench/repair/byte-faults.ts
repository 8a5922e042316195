/** Encoding, line ends and white space at the ends: what the file must be afterwards is the file as it was. */
import type { Fault } from "./fault.ts";

const header = Buffer.from("# -*- coding: utf-8 -*-\n");
const comments = ["# Grüße aus Köln: naïve Größen", "# déjà vu, à la française", "# España: año, niño, señal"];

function undone(name: string, change: (bytes: Buffer, random: () => number) => Buffer | null): Fault {
  return {
    name,
    break(bytes, random) {
      const changed = change(bytes, random);
      return changed === null || changed.equals(bytes) ? null : { bytes: changed, mended: bytes };
    },
  };
}

/** Text-wise on one character per byte. */
function onText(change: (text: string, random: () => number) => string): (bytes: Buffer, random: () => number) => Buffer {
  return (bytes, random) => Buffer.from(change(bytes.toString("latin1"), random), "latin1");
}

export const missingHeader: readonly Fault[] = [undone("no encoding header", (bytes) => (bytes.subarray(0, header.length).equals(header) ? bytes.subarray(header.length) : null))];

export const whiteSpace: readonly Fault[] = [
  undone("trailing spaces", onText((text, random) => text.split("\n").map((line) => (line !== "" && random() < 0.05 ? `${line}   ` : line)).join("\n"))),
  undone("no newline at the end", onText((text) => text.replace(/\n+$/, ""))),
  undone("blank lines at the end", onText((text) => `${text}\n\n`)),
  undone("spaces on empty lines", onText((text, random) => text.replace(/\n\n/g, (ends) => (random() < 0.3 ? "\n    \n" : ends)))),
];

/** A comment in another language, in the encoding of an old editor. Afterwards the comment stands there in UTF-8. */
export const oldEncoding: readonly Fault[] = (["latin1", "utf16le"] as const).map((encoding) => ({
  name: `written as ${encoding}`,
  break(bytes, random) {
    const text = bytes.toString("utf8");
    if (/[^\x00-\x7f]/.test(text)) return null;
    const told = `${comments[Math.floor(random() * comments.length)] ?? ""}\n${text}`;
    const mark = encoding === "utf16le" ? Buffer.from([0xff, 0xfe]) : Buffer.alloc(0);
    return { bytes: Buffer.concat([mark, Buffer.from(told, encoding)]), mended: Buffer.from(told) };
  },
}));
