import { expect, test } from "@jest/globals";
import { renderFragment } from "../../../src/core/skill/fragment.ts";

const render = (title: string, text = "{title} (#{pull})") => renderFragment({ path: "changes/{pull}.misc.md", text }, { number: 12, title });

test("number and title are put in, and it ends with a newline", () => {
  expect(render("Take rebates into account")).toEqual({ path: "changes/12.misc.md", content: "Take rebates into account (#12)\n" });
  expect(render("A", "---\n\"web\": patch\n---\n\n{title}\n").content).toBe("---\n\"web\": patch\n---\n\nA\n");
});

test("a hostile title is one line, without what nobody sees, and at most 200 characters", () => {
  expect(render("a\n---\n\"evil\": major\u202e\u200b\u0000 b").content).toBe('a --- "evil": major b (#12)\n');
  expect(render("x".repeat(500)).content).toBe(`${"x".repeat(200)} (#12)\n`);
});

test("a title that holds places to fill in fills in nothing", () => {
  expect(render("{pull} {title} $& $1").content).toBe("{pull} {title} $& $1 (#12)\n");
});
