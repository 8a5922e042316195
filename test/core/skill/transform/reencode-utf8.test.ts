import { describe, expect, test } from "@jest/globals";
import { applyTransform } from "../../../../src/core/skill/transform/apply-transform.ts";
import { noAttributes } from "../../../../src/core/skill/transform/text-attributes.ts";

const apply = (bytes: Uint8Array, path = "notes.txt", attributes = noAttributes) =>
  Buffer.from(applyTransform("reencode_utf8", { path, bytes, attributes })).toString("utf8");
const latin1 = (text: string) => Buffer.from(text, "latin1");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
/** What a program writes that takes UTF-8 for Latin-1. */
const garbled = (text: string) => Buffer.from(Buffer.from(text).toString("latin1"));

describe("what can be told is re-encoded", () => {
  test.each([
    ["Latin-1, French", latin1("Le café est déjà fermé après l'été, où ça?\n"), "Le café est déjà fermé après l'été, où ça?\n"],
    ["Latin-1, German", latin1("Größe der Straße über Köln\n"), "Größe der Straße über Köln\n"],
    ["Latin-1, Spanish", latin1("¿Cuántos años? ¡Señal de pingüino!\n"), "¿Cuántos años? ¡Señal de pingüino!\n"],
    ["Latin-1, Portuguese", latin1("Você não tem opções à mão\n"), "Você não tem opções à mão\n"],
    ["Latin-1, French and German in one file", latin1("Crème brûlée, Gâteau, Müsli-Brötchen\n"), "Crème brûlée, Gâteau, Müsli-Brötchen\n"],
    ["Latin-1, names of several countries", latin1("François Müller, José Núñez, Åsa Ström\n"), "François Müller, José Núñez, Åsa Ström\n"],
    ["Latin-1, Danish", latin1("Smørrebrød på æbler\n"), "Smørrebrød på æbler\n"],
    ["Latin-1, Italian", latin1("Perché è così? Più tardi sarà città\n"), "Perché è così? Più tardi sarà città\n"],
    ["letters that Windows-1250 has at the same place", latin1("István Nyári, Gödöllő".replace("ő", "o") + "\n"), "István Nyári, Gödöllo\n"],
    ["Windows-1252, quotation marks and dashes", latin1("\x93It\x92s\x94 \x96 10 \x80\n"), "“It’s” – 10 €\n"],
    ["UTF-16 LE with its mark", Buffer.from("\ufeffcafé 漢字\n", "utf16le"), "café 漢字\n"],
    ["UTF-16 BE with its mark", utf16be("\ufeffcafé\n"), "café\n"],
    ["UTF-16 LE without a mark", Buffer.from("name,café\nfirst,second\n", "utf16le"), "name,café\nfirst,second\n"],
    ["UTF-16 BE without a mark", utf16be("name,value\n"), "name,value\n"],
    ["UTF-8 with a mark", Buffer.from("\ufeffcafé\n"), "café\n"],
    ["double-encoded text", garbled("Le café déjà vu – “ici”\n"), "Le café déjà vu – “ici”\n"],
    ["double-encoded Czech", Buffer.from("NazdÃ¡rek, tÅ™i\n"), "Nazdárek, tři\n"],
    ["text encoded three times", Buffer.from(garbled("café\n").toString("latin1")), "café\n"],
  ])("%s", (_, bytes, expected) => {
    expect(apply(bytes)).toBe(expected);
  });

  test("a Python file's own declaration decides, and is rewritten with the text", () => {
    expect(apply(latin1("# -*- coding: iso-8859-2 -*-\nname = 'Dvo\xf8\xe1k'\n"), "a.py")).toBe("# -*- coding: utf-8 -*-\nname = 'Dvořák'\n");
  });

  test("so does an XML declaration", () => {
    expect(apply(latin1('<?xml version="1.0" encoding="windows-1251"?>\n<a>\xcf\xf0\xe8</a>\n'), "a.xml")).toBe('<?xml version="1.0" encoding="utf-8"?>\n<a>При</a>\n');
  });

  test.each([["plain ASCII", "plain\n"], ["UTF-8", "café 漢字 – “x”\n"], ["an empty file", ""], ["Ã alone, in capitals", "NÃO\n"], ["capitals before a quotation mark", "CAFÉ»\n"], ["French quotation marks with their spaces", "« café »\n"]])("%s stays as it is", (_, content) => {
    expect(apply(Buffer.from(content))).toBe(content);
  });

  test("what was re-encoded stays so when it is done again", () => {
    const once = applyTransform("reencode_utf8", { path: "a.txt", bytes: latin1("d\xe9j\xe0 vu\n"), attributes: noAttributes });
    expect(apply(once, "a.txt")).toBe("déjà vu\n");
  });
});

describe("what cannot be told is refused with the doubt", () => {
  test.each([
    ["a PNG image", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "binary"],
    ["Czech in Windows-1250", latin1("Dvo\xf8\xe1k, po\xe8\xedta\xe8\n"), "no Western language"],
    ["Polish in ISO 8859-2", latin1("Ba\xb3tyk si\xea\n"), "between “a” and “t”"],
    ["Turkish in ISO 8859-9", latin1("kap\xfd, a\xf0a\xe7\n"), "no Western language"],
    ["Czech, one word that could be Danish", latin1("t\xf8i\n"), "no Western language"],
    ["Polish in Windows-1250, one word", latin1("mi\xeaso\n"), "no Western language"],
    ["Hungarian in ISO 8859-2", latin1("id\xf5\n"), "no Western language"],
    ["Romanian in ISO 8859-2", latin1("cas\xe3\n"), "no Western language"],
    ["Greek in ISO 8859-7", latin1("\xea\xe1\xeb\xe7\xec\xdd\xf1\xe1\n"), "no Western language"],
    ["Lithuanian in Windows-1257", latin1("eilut\xeb, \xe1vestis\n"), "no Western language"],
    ["Spanish on a Macintosh", latin1("funci\x97n, s\x92mbolo\n"), "where that sign does not stand"],
    ["Spanish on DOS", latin1("inv\xa0lida\n"), "where that sign does not stand"],
    ["German on DOS, with nothing but ß", latin1("gro\xe1\n"), "no Western language"],
    ["Russian in Windows-1251", latin1("\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0\n"), "no Western language"],
    ["Japanese in Shift JIS", Buffer.from("8365835883670a", "hex"), "cannot be told from the bytes"],
    ["French on a Macintosh", Buffer.from("636166 8e0a".replace(" ", ""), "hex"), "cannot be told from the bytes"],
    ["German on DOS", Buffer.from("4b946c6e0a", "hex"), "cannot be told from the bytes"],
    ["UTF-8 and Latin-1 in one file", Buffer.concat([Buffer.from("café\n"), latin1("d\xe9j\xe0\n")]), "it mixes UTF-8 with another encoding"],
    ["double-encoded text beside sound text", Buffer.from("Ã© and é\n"), "which is meant is unclear"],
    ["characters already lost", Buffer.from("caf\ufffd\n"), "U+FFFD"],
    ["UTF-32", Buffer.from("fffe00006100000062000000", "hex"), "UTF-32"],
    ["UTF-16 cut in half", Buffer.from("fffe610062", "hex"), "is not valid there"],
  ])("%s", (_, bytes, reason) => {
    expect(() => apply(bytes)).toThrow(reason);
  });

  test("a file for which the repository asks for another encoding", () => {
    expect(() => apply(latin1("\xe9t\xe9\n"), "a.txt", { ...noAttributes, charset: "latin1" })).toThrow("the repository asks for latin1 here");
  });

  test("a declaration in an encoding that is not read here", () => {
    expect(() => apply(latin1("# coding: shift_jis\nx = '\x83e'\n"), "a.py")).toThrow("shift-jis");
  });
});

test("the mark stays where the repository asks for it", () => {
  expect(apply(Buffer.from("\ufeffcafé\n"), "a.cs", { ...noAttributes, charset: "utf-8-bom" })).toBe("\ufeffcafé\n");
});
