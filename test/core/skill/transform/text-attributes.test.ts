import { expect, test } from "@jest/globals";
import { noAttributes, textAttributes } from "../../../../src/core/skill/transform/text-attributes.ts";

const editorconfig = (text: string, path = ".editorconfig") => ({ path, text });
const gitattributes = (text: string, path = ".gitattributes") => ({ path, text });

test("a repository that says nothing leaves everything open", () => {
  expect(textAttributes("src/a.js", [])).toEqual(noAttributes);
});

test("sections of .editorconfig are globs, and the later one wins", () => {
  const text = "root = true\n[*]\ntrim_trailing_whitespace = true\nend_of_line = LF\n[*.{md,txt}]\ntrim_trailing_whitespace = false\n[src/**.js]\nindent_style = space\nindent_size = 2\n";
  expect(textAttributes("docs/a.md", [editorconfig(text)])).toMatchObject({ trimTrailingWhitespace: false, endOfLine: "lf" });
  expect(textAttributes("src/lib/a.js", [editorconfig(text)])).toMatchObject({ trimTrailingWhitespace: true, indentStyle: "space", tabWidth: 2 });
});

test("a nearer .editorconfig wins, and `root = true` cuts off those above it", () => {
  const above = editorconfig("[*]\nend_of_line = crlf\ninsert_final_newline = true\n");
  expect(textAttributes("docs/a.md", [editorconfig("[*]\nend_of_line = lf\n", "docs/.editorconfig"), above])).toMatchObject({ endOfLine: "lf", insertFinalNewline: true });
  expect(textAttributes("docs/a.md", [editorconfig("root = true\n[*]\ncharset = utf-8\n", "docs/.editorconfig"), above])).toEqual({ ...noAttributes, charset: "utf-8" });
});

test("a file in another folder is not spoken of", () => {
  expect(textAttributes("src/a.js", [editorconfig("[*]\nend_of_line = lf\n", "docs/.editorconfig")])).toEqual(noAttributes);
});

test("`unset` takes a property back", () => {
  expect(textAttributes("a.js", [editorconfig("[*]\nend_of_line = lf\n[*.js]\nend_of_line = unset\n")])).toEqual(noAttributes);
});

test("line ends of .gitattributes win over those of .editorconfig", () => {
  const sources = [editorconfig("[*]\nend_of_line = lf\n"), gitattributes("* text=auto\n*.bat text eol=crlf\n*.png binary\n")];
  expect(textAttributes("run.bat", sources).endOfLine).toBe("crlf");
  expect(textAttributes("a.js", sources).endOfLine).toBe("lf");
  expect(textAttributes("logo.png", sources).binary).toBe(true);
});

test("git's working-tree-encoding is the file's encoding", () => {
  expect(textAttributes("a.rc", [gitattributes("*.rc text working-tree-encoding=UTF-16LE\n")]).charset).toBe("utf-16le");
});
