import { expect, test } from "@jest/globals";
import { renderDocument, renderWriting } from "./pages/markdown.ts";

test("tables, code and folded parts are shown as GitHub shows them", () => {
  const { text } = renderWriting("| file | lines |\n|---|---|\n| `a` | 1 |\n\n<details><summary>More</summary>\n\n```text\n<b>\n```\n\n</details>");
  for (const shown of ["<th>file</th>", "<td><code>a</code></td>", "<details><summary>More</summary>", "&lt;b&gt;", "</details>"]) expect(text).toContain(shown);
});

test.each([
  ["a tag with an attribute", "<details ontoggle=alert(1)>x</details>", "<details ontoggle"],
  ["a script", "<script>alert(1)</script>", "<script"],
  ["an image", "![x](http://evil.example/x.png) <img src=x>", "<img"],
  ["a link that runs something", "[x](javascript:alert(1))", "href"],
  ["a link to another host without a scheme", "[x](//evil.example)", "href"],
  ["a comment", "<!-- regreen:fix_1 -->", "regreen"],
])("%s never becomes HTML", (_name, markdown, absent) => {
  expect(renderWriting(markdown).text).not.toContain(absent);
});

test("a line break is one in what people write, and a space in a file", () => {
  expect(renderWriting("a\nb").text).toContain("<br>");
  expect(renderDocument("a\nb").text).not.toContain("<br>");
});
