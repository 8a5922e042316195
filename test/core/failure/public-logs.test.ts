/** Short excerpts as people pasted them into issues of public projects (named in each test; hosts neutralised), and a few lines in the manner of the tools that the last two tests are about. */
import { expect, test } from "@jest/globals";
import { openLogReading } from "../../../src/core/failure/read-log.ts";

function firstOf(...lines: readonly string[]) {
  const reading = openLogReading({ job: null, workspace: null });
  reading.push(new TextEncoder().encode(`${lines.join("\n")}\n`));
  return reading.finish().reports[0] ?? null;
}

test("Cypress on AppVeyor (cypress-io/cypress-example-kitchensink #411): its own failure, at the spec's line", () => {
  const report = firstOf(
    "  8 passing (12s)", "  1 failing", "  1) Assertions", "       Explicit Assertions", "         retries the should callback until assertions pass:",
    "     AssertionError: Timed out retrying: Expected to find element: `#random-number`, but never found it.",
    "      at Context.eval (https://kitchensink.example/__cypress/tests?p=cypress\\integration\\examples\\assertions.spec.js:146:18)",
  );
  expect(report).toMatchObject({ failure_class: "test-failure", tool: "cypress", locations: [{ file: "cypress/integration/examples/assertions.spec.js", line: 146, column: 18 }] });
});

test("uv in a Docker build on Cloud Build (mozilla/bugbug #6117): the lockfile, not Docker", () => {
  const report = firstOf(
    "#14 7.381 The lockfile at `uv.lock` needs to be updated, but `--locked` was provided. To update the lockfile, run `uv lock`.",
    "#14 ERROR: executor failed running [/bin/sh -c uv sync --locked --no-dev]: exit code: 1",
    "ERROR: build step 0 \"gcr.example/cloud-builders/docker\" failed: step exited with non-zero status: 1",
  );
  expect(report).toMatchObject({ failure_class: "lockfile-out-of-date", tool: "uv" });
});

test("Yarn Berry (dnnsoftware/Dnn.Platform #5074): a checksum that does not match is an install's failure", () => {
  const report = firstOf("➤ YN0018: │ esprima@https://github.com/substack/esprima.git#commit=0a7f8489a11b44b019ce168506f535f22d0be290: The remote archive doesn't match the expected checksum", "➤ YN0000: Failed with errors in 5s 12ms");
  expect(report).toMatchObject({ failure_class: "dependency-install", tool: "yarn" });
});

test("pnpm behind Vercel's times of day (vercel/vercel #8383): the lockfile", () => {
  const report = firstOf("[10:15:54.501] Scope: all 15 workspace projects", "[10:15:54.673]  ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with \"frozen-lockfile\" because pnpm-lock.yaml is not up-to-date with packages/next-mdx/package.json", "[10:15:54.703] Error! Command \"pnpm install\" exited with 1");
  expect(report).toMatchObject({ failure_class: "lockfile-out-of-date", tool: "pnpm" });
});

test("Next.js on Vercel (QobuzDL/Qobuz-DL #61): the page that could not be built", () => {
  const report = firstOf("[Error: Failed to collect configuration for /_not-found] {", "  [cause]: TypeError: Cannot read properties of undefined (reading 'toLowerCase')", "}", "> Build error occurred", "[Error: Failed to collect page data for /_not-found] { type: 'Error' }", "Error: Command \"npm run build\" exited with 1");
  expect(report).toMatchObject({ failure_class: "build-error", tool: "next" });
});

test("Playwright (loculus-project/loculus #5113): the failing line stands in the page object", () => {
  const report = firstOf(
    "  1) [firefox-with-dep] › tests/specs/features/seqsets.dependent.spec.ts:39:9 › SeqSet management › authenticated users can create seqsets ",
    "", "    Error: expect(locator).toBeVisible() failed", "", "       at pages/seqset.page.ts:63", "",
    "        at SeqSetPage.submitSeqSetForm (/home/runner/work/loculus/loculus/integration-tests/tests/pages/seqset.page.ts:63:53)", "",
    "  1 failed", "    [firefox-with-dep] › tests/specs/features/seqsets.dependent.spec.ts:39:9 › SeqSet management › authenticated users can create seqsets ",
  );
  expect(report).toMatchObject({ failure_class: "test-failure", tool: "playwright", failing_tests: ["SeqSet management › authenticated users can create seqsets"], locations: [{ file: "integration-tests/tests/pages/seqset.page.ts", line: 63 }] });
});

test("a broken connection that an installer got over is no failure, and one that it gave up on is the network's", () => {
  const retry = "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by 'ReadTimeoutError(\"HTTPSConnectionPool(host='index.example', port=443): Read timed out. (read timeout=15)\")': /simple/flask/";
  expect(firstOf(retry, "Collecting flask", "Successfully installed flask-3.0.0")).toBeNull();
  expect(firstOf(retry, "ERROR: Could not find a version that satisfies the requirement flask (from versions: none)", "ERROR: No matching distribution found for flask")).toMatchObject({ failure_class: "network-infra", tool: "pip" });
});

test("every failed test stopped by pytest-timeout is a time-out; one among assertions is not", () => {
  const stopped = "FAILED tests/test_slow.py::test_slow - Failed: Timeout (>1.0s) from pytest-timeout.";
  expect(firstOf("E       Failed: Timeout (>1.0s) from pytest-timeout.", stopped, "=== 1 failed in 1.05s ===")).toMatchObject({ failure_class: "timeout", tool: "pytest" });
  expect(firstOf("E       Failed: Timeout (>1.0s) from pytest-timeout.", stopped, "FAILED tests/test_sum.py::test_sum - assert 1 == 2", "=== 2 failed in 1.05s ===")).toMatchObject({ failure_class: "test-failure", tool: "pytest" });
});
