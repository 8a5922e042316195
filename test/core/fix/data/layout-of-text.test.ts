/** Protocol Buffers, CMake and prose have no grammar at hand: what counts as layout in them is told from their words. */
import { describe, expect, test } from "@jest/globals";
import { readDataChange } from "../../../../src/core/fix/data/read-data.ts";
import { detectActions, type DetectedActions } from "../../../../src/core/fix/detect-actions.ts";

function actionsOf(path: string, before: string, after: string): DetectedActions {
  const change = { path, before: Buffer.from(before), after: Buffer.from(after), beforeMode: "100644", afterMode: "100644" } as const;
  return detectActions(change, { syntax: null, data: readDataChange(change) });
}

const only = (...actions: readonly string[]) => ({ actions: ["modify_text", ...actions], syntaxUnknown: false });

describe("a .proto file", () => {
  const cart = 'syntax = "proto3";\nimport "b.proto";\nimport "a.proto";\noption note = "a  b";\n\n// A cart.\nmessage Cart { string id=1; }\n';

  test("laid out anew says the same", () => {
    expect(actionsOf("a.proto", cart, 'syntax = "proto3";\nimport "b.proto";\nimport "a.proto";\noption note = "a  b";\n\n//  A cart.\nmessage Cart {\n  string id = 1;\n}\n')).toEqual(only());
  });

  test.each([
    ["imports sorted", 'import "b.proto";\nimport "a.proto";', 'import "a.proto";\nimport "b.proto";', ["modify_imports"]],
    ["an import taken away", 'import "a.proto";\n', "", ["modify_imports"]],
    ["another number of a field", "id=1", "id=2", ["change_syntax_tree"]],
    ["a field lost", "string id=1;", "", ["change_syntax_tree"]],
    ["another word in a comment", "A cart", "A card", ["modify_comments"]],
    ["white space inside a string", '"a  b"', '"a b"', ["change_syntax_tree"]],
    ["a field named import", "string id=1", "import id=1", ["change_syntax_tree"]],
  ])("%s is seen", (_, from, to, actions) => {
    expect(actionsOf("a.proto", cart, cart.replace(from, to))).toEqual(only(...actions));
  });

  test("with a string that is never closed tells nothing", () => {
    expect(actionsOf("a.proto", 'option a = "b;\n', 'option a = "c;\n').syntaxUnknown).toBe(true);
  });
});

describe("a list file of CMake", () => {
  const list = 'project(shop)\nSET( NAMES a "b  c" ) # two\nif(NAMES)\n  add_library(shop ${NAMES} -DX="1 2")\nendif()\n';

  test("laid out anew says the same, and commands may be written small", () => {
    expect(actionsOf("CMakeLists.txt", list, 'project(shop)\nset(NAMES a "b  c") # two\nif(NAMES)\nadd_library(\n  shop\n  ${NAMES}\n  -DX="1 2")\nendif()\n')).toEqual(only());
  });

  test.each([
    ["white space inside quotes", "b  c", "b c", ["change_syntax_tree"]],
    ["white space before a quoted part of an argument", '-DX="1', '-DX= "1', ["change_syntax_tree"]],
    ["an argument written small", "NAMES a", "names a", ["change_syntax_tree"]],
    ["an argument commented out", "shop ${NAMES}", "shop #${NAMES}\n", ["change_syntax_tree", "modify_comments"]],
    ["a comment with another word", "# two", "# three", ["modify_comments"]],
  ])("%s is seen", (_, from, to, actions) => {
    const { actions: found } = actionsOf("cmake/Shop.cmake", list, list.replace(from, to));
    expect(found).toEqual(["modify_text", ...actions]);
  });

  test("is a manifest that may change its layout, and nothing else", () => {
    expect(actionsOf("CMakeLists.txt", list, list.replace("SET( NAMES", "set(NAMES")).actions).toEqual(["modify_text"]);
    expect(actionsOf("CMakeLists.txt", list, list.replace("library(shop", "library(cart")).actions).toEqual(["modify_manifest", "modify_text", "change_syntax_tree"]);
  });

  test("whose parentheses do not close tells nothing", () => {
    expect(actionsOf("a.cmake", "set(A\n", "set(B\n").syntaxUnknown).toBe(true);
  });
});

describe("words that people read", () => {
  const page = "# Shop\n\nRecieve [orders](https://shop.example/recieve) with `recieve`.\n\n```sh\nrecieve --all\n```\n";

  test("in Markdown change as comments do", () => {
    expect(actionsOf("README.md", page, page.replace("Recieve", "Receive"))).toEqual(only("modify_comments"));
  });

  test.each([
    ["the address of a link", "example/recieve", "example/receive"],
    ["code within a line", "`recieve`", "`receive`"],
    ["code in a block", "recieve --all", "receive --all"],
  ])("are not %s", (_, from, to) => {
    expect(actionsOf("README.md", page, page.replace(from, to))).toEqual(only("change_syntax_tree"));
  });

  test("are all of a plain text", () => {
    expect(actionsOf("docs/notes.txt", "It\noccured once.\n", "It\noccurred once.\n")).toEqual(only("modify_comments"));
  });

  test("are not what a list of packages holds", () => {
    expect(actionsOf("requirements.txt", "a\nreqeusts\n", "a\nrequests\n")).toEqual({ actions: ["modify_manifest", "modify_text"], syntaxUnknown: true });
  });
});
