import { describe, expect, test } from "@jest/globals";
import { readXml, type XmlElement } from "../../../../src/core/failure/inputs/xml.ts";

/** Name, attributes, text and children, as a value that can be compared. */
function shapeOf({ name, attributes, text, children, line }: XmlElement): unknown {
  return { name, line, ...(attributes.size === 0 ? {} : { attributes: Object.fromEntries(attributes) }), ...(text.trim() === "" ? {} : { text: text.trim() }), ...(children.length === 0 ? {} : { children: children.map(shapeOf) }) };
}

const read = (text: string): unknown => {
  const root = readXml(text);
  return root === null ? null : shapeOf(root);
};

test("elements, attributes in both quotes, text, CDATA and lines are read; comments and instructions are not", () => {
  expect(read("<?xml version=\"1.0\"?>\r\n<!-- <no/> -->\r\n<a one=\"1\" two = 'x > \"y\"'>\n  t<!-- c -->u<![CDATA[<v> &amp;]]>\n  <b/>\n<c:d e=''/></a>")).toEqual({
    name: "a", line: 3, attributes: { one: "1", two: 'x > "y"' }, text: "tu<v> &amp;", children: [{ name: "b", line: 5 }, { name: "c:d", line: 6, attributes: { e: "" } }],
  });
});

test("the five references and character references are resolved, once, and no others", () => {
  expect(read("<a b=\"&lt;&#65;&#x42;&amp;lt;&unknown;&#xD800;\">&quot;&apos;&gt;</a>")).toEqual({ name: "a", line: 1, attributes: { b: "<AB&lt;&unknown;&#xD800;" }, text: "\"'>" });
});

test("what is still open at the end ends there, and an end tag closes what is open in its element", () => {
  expect(read("<a><b><c>x</b>y")).toEqual({ name: "a", line: 1, text: "y", children: [{ name: "b", line: 1, children: [{ name: "c", line: 1, text: "x" }] }] });
  expect(read("<a></z><b/></a>")).toEqual({ name: "a", line: 1, children: [{ name: "b", line: 1 }] });
});

test.each([
  ["a document type", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
  ["a document type in small letters, behind a comment", "<!-- --><!doctype a><a/>"],
  ["a document type within an element", "<a><!DOCTYPE b></a>"],
  ["elements nested deeper than any report", "<a>".repeat(61)],
  ["a tag that breaks off", '<a><b c="d'],
  ["an attribute without a value", "<a b></a>"],
  ["an attribute without quotes", "<a b=c></a>"],
  ["no tag at all", "plain text"],
  ["a comment that does not end", "<a><!-- "],
  ["CDATA that does not end", "<a><![CDATA[x"],
  ["an end tag that does not end", "<a></a"],
  ["nothing", ""],
])("%s is not read", (_what, text) => {
  expect(readXml(text)).toBeNull();
});

describe("two megabytes of what is meant to be slow are walked in less than five seconds: once, not once for each element", () => {
  test.each([
    ["open tags", "<a ".repeat(700_000)],
    ["white space in a tag", `<a${" ".repeat(2_000_000)}`],
    ["a name without end", `<a ${"b".repeat(2_000_000)}`],
    ["an attribute without end", `<a b="${"'".repeat(2_000_000)}`],
    ["attributes of one name", `<a ${'b="" '.repeat(300_000)}/>`],
    ["signs of references", `<a>${"&".repeat(2_000_000)}</a>`],
    ["elements in one line", `<a>${"<b/>".repeat(500_000)}</a>`],
    ["end tags of nothing", `<a>${"</b>".repeat(500_000)}</a>`],
    ["comments that do not end", `<a>${"<!-- -->".repeat(250_000)}<!--`],
  ])("%s", (_what, text) => {
    const start = performance.now();
    readXml(text);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
