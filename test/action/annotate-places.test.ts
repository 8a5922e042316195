/** Annotations of places, as GitHub's runner reads them: no word of a log or a file's name can end one, or begin another command (attack L10). */
import { expect, test } from "@jest/globals";
import { annotatePlaces, type PlacedAnnotation } from "../../action/workflow-commands.ts";
import { obeyedCommands } from "./runner-commands.ts";

function written(places: readonly PlacedAnnotation[]): string {
  let out = "";
  annotatePlaces((text) => { out += text; }, places);
  return out;
}

const place: PlacedAnnotation = { level: "error", file: "src/app.js", line: 3, column: 5, title: "eslint: no-var", message: "Unexpected var, use let or const instead." };

test("a place is written as the toolkit writes it", () => {
  expect(written([place])).toBe("::error file=src/app.js,line=3,col=5,title=eslint%3A no-var::Unexpected var, use let or const instead.\n");
});

test("a file as a whole has no line", () => {
  expect(written([{ ...place, line: null, column: null }])).toContain("::error file=src/app.js,title=");
});

test("words that would be commands stay words", () => {
  const hostile = "a,line=9::x\n::set-env name=PATH::y\r##[add-mask]z";
  const commands = obeyedCommands(written([{ ...place, file: hostile, title: hostile, message: hostile }]));
  expect(commands.map(({ name }) => name)).toEqual(["error"]);
  expect(commands[0]?.line.startsWith("::error file=a%2Cline=9%3A%3Ax%0A%3A%3Aset-env")).toBe(true);
});

test("ten of a level are shown, one of them by the step itself; the rest is counted", () => {
  const out = written(Array.from({ length: 12 }, (_, index) => ({ ...place, line: index + 1 })));
  expect([obeyedCommands(out).length, out.split("\n").at(-2)]).toEqual([9, "and 3 more of level error"]);
});
