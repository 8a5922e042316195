import { describe, expect, test } from "@jest/globals";
import { parsePatch } from "../../../src/core/fix/parse-patch.ts";
import { renderPatch } from "../../../src/core/fix/render-patch.ts";
import { suggestionsOf, type Suggestion } from "../../../src/core/pull-request/suggestions.ts";

const patchOf = (before: string, after: string, path = "a.js"): ReturnType<typeof parsePatch> =>
  parsePatch(renderPatch([{ path, before: Buffer.from(before), after: Buffer.from(after), beforeMode: "100644", afterMode: "100644" }]));
const whole = (text: string, path = "a.js"): { readonly path: string; readonly patch: string } => ({ path, patch: `@@ -0,0 +1,${text.split("\n").length - 1} @@` });

/** As GitHub commits them: the last one first, so that lines keep their numbers. */
function taken(before: string, suggestions: readonly Suggestion[]): string {
  const lines = before.split("\n").slice(0, -1);
  for (const { start, line, lines: fresh } of suggestions.toSorted((one, other) => other.start - one.start)) lines.splice(start - 1, line - start + 1, ...fresh);
  return lines.map((line) => `${line}\n`).join("");
}

describe("suggestions", () => {
  test.each([
    ["a changed line", "a\nb\nc\n", "a\nB\nc\n", [{ start: 2, line: 2, lines: ["B"] }]],
    ["lines that are gone", "a\nb\nc\nd\n", "a\nd\n", [{ start: 2, line: 3, lines: [] }]],
    ["a line that is new goes with the one before it", "a\nb\n", "a\nnew\nb\n", [{ start: 1, line: 1, lines: ["a", "new"] }]],
    ["a new first line goes with the one behind it", "a\nb\n", "new\na\nb\n", [{ start: 1, line: 1, lines: ["new", "a"] }]],
    ["two places", "a\nb\nc\nd\n", "A\nb\nc\nD\n", [{ start: 1, line: 1, lines: ["A"] }, { start: 4, line: 4, lines: ["D"] }]],
    ["text beyond ASCII", "grün\n", "grüner ✓\n", [{ start: 1, line: 1, lines: ["grüner ✓"] }]],
  ])("%s", (_name, before, after, expected) => {
    const { suggestions, rest } = suggestionsOf(patchOf(before, after), [whole(before)]);
    expect([suggestions.map(({ path: _path, ...one }) => one), rest.files]).toEqual([expected, []]);
  });

  test("of 200 drawn changes, taken together, give what the patch gives", () => {
    let state = 7;
    const draw = (below: number): number => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor((state / 2_147_483_648) * below); };
    for (let round = 0; round < 200; round += 1) {
      const lines = Array.from({ length: 1 + draw(30) }, () => `line ${draw(5)}`);
      const changed = lines.flatMap((line) => (draw(8) === 0 ? [] : draw(6) === 0 ? [`${line};`] : draw(9) === 0 ? [line, `new ${draw(9)}`] : [line]));
      const [before, after] = [`${lines.join("\n")}\n`, `${(changed.length === 0 ? ["x"] : changed).join("\n")}\n`];
      if (before === after) continue;
      const { suggestions, rest } = suggestionsOf(patchOf(before, after), [whole(before)]);
      if (rest.files.length === 0) expect(taken(before, suggestions)).toBe(after);
    }
  });
});

describe("what has no place on the lines is left to the patch, as a whole file", () => {
  const before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
  test.each([
    ["a line that the pull request does not show", "@@ -1,2 +1,2 @@", before, before.replace("j", "J")],
    ["a range over two hunks", "@@ -1,2 +1,2 @@\n x\n@@ -3,2 +3,2 @@", before, before.replace("b\nc", "B\nC")],
    ["one of two changes", "@@ -1,2 +1,2 @@", before, before.replace("a", "A").replace("j", "J")],
    ["the end of the file", "@@ -1,10 +1,10 @@", before, before.slice(0, -1)],
    ["a line that another bot would take for its command", "@@ -1,10 +1,10 @@", before, before.replace("b\n", "/approve\n")],
    ["a line that calls a bot", "@@ -1,10 +1,10 @@", before, before.replace("b\n", "@dependabot merge\n")],
    ["a line with an unseen character", "@@ -1,10 +1,10 @@", before, before.replace("b\n", "b\u202e\n")],
    ["a line with a carriage return", "@@ -1,10 +1,10 @@", before, before.replace("b\n", "b\r\n")],
  ])("%s", (_name, shown, old, fresh) => {
    const { suggestions, rest } = suggestionsOf(patchOf(old, fresh), [{ path: "a.js", patch: shown }]);
    expect([suggestions, rest.files.map(({ path }) => path)]).toEqual([[], ["a.js"]]);
  });

  test("a file that the pull request does not touch, or too large to be shown; a new file; one that is deleted", () => {
    expect(suggestionsOf(patchOf("a\n", "b\n"), []).rest.files).toHaveLength(1);
    expect(suggestionsOf(patchOf("a\n", "b\n"), [{ path: "a.js", patch: null }]).rest.files).toHaveLength(1);
    const added = parsePatch(renderPatch([{ path: "new.js", before: null, after: Buffer.from("a\n"), beforeMode: "100644", afterMode: "100644" }]));
    expect(suggestionsOf(added, [whole("a\n", "new.js")]).rest.files).toHaveLength(1);
  });

  test("more than twenty places are a patch", () => {
    const old = Array.from({ length: 99 }, (_value, index) => `${index}\n`).join("");
    const fresh = Array.from({ length: 99 }, (_value, index) => (index % 4 === 0 ? `${index};\n` : `${index}\n`)).join("");
    expect(suggestionsOf(patchOf(old, fresh), [whole(old)])).toMatchObject({ suggestions: [], rest: { files: [{ path: "a.js" }] } });
  });
});
