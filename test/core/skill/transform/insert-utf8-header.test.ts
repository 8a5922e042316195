import { expect, test } from "@jest/globals";
import { applyTransform } from "../../../../src/core/skill/transform/apply-transform.ts";
import { noAttributes } from "../../../../src/core/skill/transform/text-attributes.ts";

const apply = (content: string, path = "src/app.py") =>
  Buffer.from(applyTransform("insert_utf8_header", { path, bytes: Buffer.from(content, "latin1"), attributes: noAttributes })).toString("latin1");

const HEADER = "# -*- coding: utf-8 -*-";

test.each([
  ["a file without a header", "import os\n", `${HEADER}\nimport os\n`],
  ["a file with Windows line ends", "import os\r\n", `${HEADER}\r\nimport os\r\n`],
  ["a file with a byte order mark", "\xef\xbb\xbfimport os\n", `\xef\xbb\xbf${HEADER}\nimport os\n`],
  ["a plain file whose header names another encoding", "# -*- coding: latin-1 -*-\nx = 1\n", `${HEADER}\nx = 1\n`],
  ["a plain file of one header line", "# coding: cp1252", HEADER],
])("%s gets it in line 1", (_, before, after) => {
  expect(apply(before)).toBe(after);
});

test.each([
  ["the header already there", `${HEADER}\nx = 1\n`],
  ["another spelling that Python reads", "# vim: set fileencoding=utf-8 :\nx = 1\n"],
  ["the header in line 2, after `#!`", `#!/usr/bin/env python3\n${HEADER}\nx = 1\n`],
  ["an empty file", ""],
])("%s stays", (_, content) => {
  expect(apply(content)).toBe(content);
});

test.each([
  ["a script, whose line 1 is the kernel's", "#!/usr/bin/env python3\nx = 1\n", "src/app.py", "line 1 is the script's `#!` line"],
  ["`__init__.py`", "x = 1\n", "src/__init__.py", "`__init__.py` is left as it is"],
  ["a file that is not Python", "x\n", "a.txt", "not a Python file"],
  ["bytes that are not UTF-8", "x = '\xe9'\n", "a.py", "not valid UTF-8"],
  ["another encoding named above UTF-8 text", "# coding: latin-1\nx = '\xc3\xa9'\n", "a.py", "which of the two is meant is unclear"],
  ["a wrong header in line 2", "#!/usr/bin/python\n# coding: latin-1\nx = 1\n", "a.py", "only line 1 may be changed"],
])("%s is refused", (_, content, path, reason) => {
  expect(() => apply(content, path)).toThrow(reason);
});
