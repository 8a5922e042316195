import { expect, test } from "@jest/globals";
import { prose } from "../../../src/core/pull-request/neutral-text.ts";

test.each([
  ["a mention", "ask @octo/everyone now", "ask `@octo/everyone` now"],
  ["a reference that would close an issue", "fixes #1, closes octo/hello#2 and GH-3", "fixes `#1,` closes `octo/hello#2` and `GH-3`"],
  ["an address", "see https://evil.example/?d=1 or www.evil.example", "see `https://evil.example/?d=1` or `www.evil.example`"],
  ["HTML", "<img src=x> here", "`<img` `src=x>` here"],
  ["an image", "![x](y) here", "`![x](y)` here"],
  ["a backtick that is left open", "`open and", "`` `open `` and"],
  ["a mention between unequal backticks", "`` @octocat `", "``` `` ``` `@octocat` `` ` ``"],
  ["a mention right behind code", "`a`@octocat", "`a` `@octocat`"],
  ["line breaks", "one\n# two\r\n- three", "one # two - three"],
])("%s is text, and nothing more", (_name, text, shown) => {
  expect(prose(text)).toBe(shown);
});

test("what stands in code stays as it is", () => {
  expect(prose("the check `CI / lint` failed (`src/app.js`).")).toBe("the check `CI / lint` failed (`src/app.js`).");
  expect(prose("the change does `modify_text`, which is not allowed")).toBe("the change does `modify_text`, which is not allowed");
});
