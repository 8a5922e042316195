import { describe, expect, test } from "@jest/globals";
import { templateOf } from "../../../../src/core/failure/template/words.ts";
import { processorTime } from "../../../processor-time.ts";

describe("what varies by its form is masked", () => {
  test.each([
    ["numbers", "3 of 41 failed", "<*> of <*> failed"],
    ["identifiers with digits", "task attempt_14451_m_05 is done", "task <*> is done"],
    ["UUIDs", "request 4f5c1b5e-8c1e-4b5f-9b1a-2f3c4d5e6f70 lost", "request <*> lost"],
    ["hexadecimal", "mask deadbeef and 0x7f5a", "mask <*> and <*>"],
    ["addresses with ports", "from 10.0.0.1:5432 to db.internal.example:6379", "from <*> to <*>"],
    ["URLs", "GET https://host.example/a?b=c&d=e again", "GET <*> again"],
    ["paths", "cannot open /var/lib/app/state: denied", "cannot open <*> : denied"],
    ["Windows paths", "cannot open C:\\work\\app\\state here", "cannot open <*> here"],
    ["times and dates", "at Sun Jul 17 15:09:17 2005 and 12:30:11.5 sharp", "at <*> and <*> sharp"],
    ["sizes and durations", "wrote 934 bytes (1.2 KB) in 12 ms", "wrote <*> in <*>"],
    ["quoted names", "module 'left-pad' needs \"right\"", "module ' <*> ' needs \" <*> \""],
    ["lists, however long", "left 3, 4, 5 of 1 2 3 4", "left <*> of <*>"],
    ["bars and dots", "tests .......... ok", "tests ... ok"],
  ])("%s", (_what, message, template) => {
    expect(templateOf(message)).toBe(template);
  });
});

test("plain words and signs stay", () => {
  expect(templateOf("session closed for user: root (why?)")).toBe("session closed for user : root ( why? )");
});

test.each(["a", "/", "1.", "(", "'", "a.b-", "../", "x1 ", "jan 1"])("a long run of %j takes no long time", (part) => {
  expect(processorTime(() => templateOf(part.repeat(100_000)))).toBeLessThan(500);
});
