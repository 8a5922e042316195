/** What a failing check is summed up as: people read it as the reason why a fix was rolled back. */
import { expect, test } from "@jest/globals";
import { outcomeOf } from "../../src/execution/run-command.ts";

const summary = (text: string): string => outcomeOf({ text, outcome: { exit: 1, stopped: null, output: Buffer.from(text), truncated: false, seconds: 1 } }).summary;

test.each([
  ["how many, and the first with its place (RuboCop 1.39)", "lib/a.rb:1:7: C: Naming/MethodParameterName: Too short.\ndef a(x)\n      ^\n\n1 file inspected, 1 offense detected\n", "1 file inspected, 1 offense detected (the first: lib/a.rb:1:7: C: Naming/MethodParameterName: Too short.)"],
  ["the number alone where no line has a place (ESLint 9)", "src/a.js\n  1:1  error  Unexpected var  no-var\n\n✖ 1 problem (1 error, 0 warnings)\n", "✖ 1 problem (1 error, 0 warnings)"],
  ["the first error, not that nothing was compiled (clippy 0.1.95)", "error: writing `&Vec` instead of `&[_]`\n --> src/lib.rs:1:14\nerror: could not compile `one` (lib) due to 1 previous error\n", "error: writing `&Vec` instead of `&[_]`"],
  ["the error above a picture (typos 1.52)", "error: `recieve` should be `receive`\n  ╭▸ ./src/main.rs:1:4\n1 │ // recieve it\n  ╰╴   ━━━━━━━\n", "error: `recieve` should be `receive`"],
  ["what differs (rustfmt 1.9)", "Diff in /work/src/lib.rs:1:\n-pub fn f(x:i32)->i32{x+1}\n+}\n", "Diff in /work/src/lib.rs:1:"],
  ["nothing", "", "failed without a word"],
])("%s", (...[, text, expected]) => {
  expect(summary(text)).toBe(expected);
});
