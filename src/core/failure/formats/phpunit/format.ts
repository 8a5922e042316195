/** PHPUnit 4 to 12, with and without testdox. */
import type { Finding, Format, Surroundings } from "../../format.ts";

const REACH = 40;
/** Tests that PHPUnit lists, each under such a heading, though they did not fail. */
const HARMLESS = /^(?:skipped|incomplete) tests?$/;
const FRAME = /(?<file>\/?[\w./@-]+\.php):(?<line>\d+)$/;

export const phpunit: Format = {
  tool: "phpunit",
  layer: "tool",
  class: "test-failure",
  pattern_name: "phpunit_failures",
  rules: [
    { id: "section", says: "detail", literals: ["There was ", "There were "], pattern: /^There (?:was|were) \d+ (?<what>[\w ]{1,60}):$/, read: ({ what = "" }) => (HARMLESS.test(what) ? { message: what } : {}) },
    { id: "test", says: "problem", literals: ["Test::", "Tests::", "Case::test", "Base::test", ") Test_", ") Tests_", "::it_"], pattern: /^\d+\) (?<test>[\w\\]+::\w+(?: with data set .*)?)$/, after: REACH, confidence: 0.96, read: ({ test = "" }, around) => (around.latest("section")?.message === undefined ? { tests: [test], ...framed(around) } : null) },
    { id: "testdox", says: "problem", spare: true, literals: [" ✘ "], pattern: /^ ✘ (?<test>\S.*?)(?: +\[[\d.]+ m?s\])?$/, after: 12, confidence: 0.93, read: ({ test = "" }, around) => ({ tests: [test], ...framed(around) }) },
    { id: "summary", says: "verdict", literals: ["Assertions: "], pattern: /^Tests: \d+, Assertions: \d+(?:, (?:Errors|Failures): [1-9]\d*).*\.$/, confidence: 0.97 },
    { id: "passed", says: "passed", literals: ["OK ("], pattern: /^OK \(\d+ tests?, \d+ assertions?\)$/ },
    { id: "fatal", says: "problem", literals: ["PHP Fatal error:  ", "PHP Parse error:  ", "Parse error: ", "Fatal error: "], pattern: /^(?:\[\d\d-\w{3}-\d{4} [^\]]{1,40}\] )?(?:PHP )?(?<rule>Fatal|Parse) error: {1,8}(?<message>(?!Allowed memory size)\S.*?) in (?<file>\/?\S{1,400}\.php)(?: on line |:)(?<line>\d+)$/, class: "syntax-error", tool: "php", pattern_name: "php_errors", confidence: 0.85, read: ({ file = "", line, message = "", rule }) => ({ places: [{ file, line, message }], message, ...(rule === "Fatal" ? fatal(message) : {}) }) },
  ],
};

function fatal(message: string): Pick<Finding, "class" | "pattern_name"> {
  if (/Uncaught ParseError/.test(message)) return {};
  return /Failed opening required|Class "?[^"]+"? not found|Interface "?[^"]+"? not found/.test(message) ? { class: "module-not-found", pattern_name: "module_not_found" } : { class: "build-error" };
}

/** The last frame of the trace that is not PHPUnit's own. */
function framed({ at }: Surroundings): Pick<Finding, "places"> {
  let last: { file: string; line: string } | null = null;
  for (let offset = 1; offset <= REACH; offset++) {
    const text = at(offset);
    if (text === null || /^\d+\) |^-{2,}$|^ [✘✔]|^(?:FAILURES|ERRORS)!/.test(text)) break;
    const { file, line } = FRAME.exec(text.replace(/^\s*[│╵┐├┴]\s*/, ""))?.groups ?? {};
    if (file !== undefined && line !== undefined && !file.includes("vendor/")) last = { file, line };
  }
  return last === null ? {} : { places: [last] };
}
