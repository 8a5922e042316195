/**
 * A line that reports a test as passed, started or skipped is never a failure, whatever the test is called (`✓ handles error: ENOSPC`).
 * Marks of: Jest, Vitest, Mocha, TAP, go test, pytest, GoogleTest, cargo test, JUnit under Gradle.
 */
const BEGINS = /^\s*(?:[✓✔√] |ok \d+ |--- PASS: |=== (?:RUN|PAUSE|CONT|NAME) |PASS(?:ED)? |\[ {7}OK \] |\[ RUN {6}\] |SKIP(?:PED)? )|^test .{1,300} \.\.\. ignored$/;
const SAYS = /::\S{1,300} (?:PASSED|SKIPPED|XFAIL)\b|^.{1,300} > .{1,300} (?:PASSED|SKIPPED)$/;

export function isPassedTest(text: string): boolean {
  return text.endsWith(" ... ok") || BEGINS.test(text) || ((text.includes("PED") || text.includes("PASSED") || text.includes("XFAIL")) && SAYS.test(text));
}
