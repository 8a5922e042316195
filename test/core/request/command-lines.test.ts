import { describe, expect, test } from "@jest/globals";
import { addedLines, commandLines } from "../../../src/core/request/command-lines.ts";

describe("the commands that a comment holds", () => {
  test.each<readonly [string, string, readonly string[]]>([
    ["a line that begins with it", "/autofix", ["/autofix"]],
    ["in the middle of a talk, on a line of its own", "Thanks!\n\n/autofix lint\n\nSee you.", ["/autofix lint"]],
    ["several, in order", "/autofix lint\n/autofix format\ntext\n/autofix status", ["/autofix lint", "/autofix format", "/autofix status"]],
    ["with CRLF, as browsers send it", "Hello\r\n/autofix utf8\r\nBye\r\n", ["/autofix utf8"]],
    ["in capitals, as phones begin a line", "/Autofix Lint", ["/Autofix Lint"]],
    ["with full-width and other wide spaces", "　/autofix　lint\u00a0--file\u2003src/a.js", ["/autofix lint --file src/a.js"]],
    ["with a full-width slash", "／autofix lint", ["/autofix lint"]],
    ["with characters of no width in it", "\ufeff/auto\u200bfix lint", ["/autofix lint"]],
    ["behind up to three spaces", "   /autofix", ["/autofix"]],
    ["another bot's too: whose it is, the repository says later", "/cc someone\n/autofix", ["/cc someone", "/autofix"]],
    ["below a quotation", "> please /autofix\n> /autofix lint\n\n/autofix format", ["/autofix format"]],
    ["below a quotation without an empty line between", "> /autofix lint\n/autofix format", ["/autofix format"]],
    ["before an HTML comment on the same line", "/autofix lint <!-- /autofix format -->", ["/autofix lint"]],
    ["below a fence that is closed", "```\n/autofix lint\n```\n/autofix format", ["/autofix format"]],
    ["above the mail that it answers", "/autofix lint\n\nOn Fri, Nov 20, 2026 at 9:15 PM Octo Cat <notifications@mail.example>\nwrote:\n\n> /autofix format\n", ["/autofix lint"]],
    ["below the mail that it answers line by line", "On Fri, Nov 20, 2026, Octo wrote:\n> /autofix format\n\n/autofix lint", ["/autofix lint"]],
  ])("%s", (_, body, lines) => {
    expect(commandLines(body)).toEqual(lines);
  });

  test.each<readonly [string, string]>([
    ["in running text", "Could somebody run /autofix here?"],
    ["in a quotation", "> /autofix lint"],
    ["in a quotation of a quotation", "> > /autofix"],
    ["in a fenced block", "```sh\n/autofix\n```"],
    ["in a fence of tildes", "~~~\n/autofix\n~~~"],
    ["in a fence that holds a shorter one", "````\n```\n/autofix\n```\n````"],
    ["in a fence that is never closed", "```\n/autofix lint\nand on"],
    ["in an indented block", "Like so:\n\n    /autofix lint\n"],
    ["behind a tab", "\t/autofix"],
    ["in inline code", "`/autofix`"],
    ["in inline code over two lines", "Type `a\n/autofix lint` there"],
    ["in inline code of two backticks", "``a ` b\n/autofix``"],
    ["in an HTML comment", "<!-- /autofix -->"],
    ["in an HTML comment over several lines", "Hello <!--\n/autofix lint\n--> there"],
    ["in an HTML comment that is never closed", "<!--\n/autofix"],
    ["in preformatted HTML", "<pre>\n/autofix\n</pre>"],
    ["in a signature", "Thanks\n-- \n/autofix bot"],
    ["in a mail that is repeated without marks", "Thanks\n\nOn Fri, Nov 20, 2026, Octo Cat wrote:\n/autofix lint"],
    ["in a mail as Outlook repeats it", "Thanks\n\nFrom: Octo Cat <octo@mail.example>\nSent: Friday\n\n/autofix lint"],
    ["in a German mail", "Danke\n\nAm 20.11.2026 um 21:15 schrieb Octo Cat:\n/autofix lint"],
    ["in a path", "/usr/bin/autofix"],
    ["nowhere", ""],
  ])("none %s", (_, body) => {
    expect(commandLines(body)).toEqual([]);
  });

  test("at most ten, each at most a thousand characters", () => {
    expect(commandLines("/autofix\n".repeat(50))).toHaveLength(10);
    expect(commandLines(`/autofix ${"a".repeat(5_000)}`)[0]).toHaveLength(1_000);
  });

  test("an edit asks for what it added, each as often as it came; case and spaces make no other command", () => {
    expect(addedLines(["/autofix lint", "/AUTOFIX  Format", "/autofix lint"], ["/autofix format", "/autofix lint"])).toEqual(["/autofix lint"]);
  });
});
