/** Logs of jobs that went well, in the manner of the tools: words of trouble in them are no failure. */
import { expect, test } from "@jest/globals";
import { openLogReading } from "../../../src/core/failure/read-log.ts";

function classesOf(lines: readonly string[]): readonly string[] {
  const reading = openLogReading({ job: null, workspace: null });
  reading.push(new TextEncoder().encode(`${lines.join("\n")}\n`));
  return reading.finish().reports.map(({ failure_class }) => failure_class);
}

const wentWell: readonly (readonly [string, readonly string[]])[] = [
  ["npm-retry", ["npm warn tarball tarball data for foo@1 seems to be corrupted. Trying again.", "npm http fetch GET 503 https://registry.example/foo attempt 1 failed with 503", "", "added 812 packages in 12s", "", "> shop@1.0.0 test", "> jest", "", "PASS src/a.test.js", "  ✓ handles error: ECONNREFUSED (3 ms)", "", "Test Suites: 1 passed, 1 total", "Tests:       3 passed, 3 total"]],
  ["terraform-plan", ["Terraform used the selected providers to generate the following execution", "plan. Resource actions are indicated with the following symbols:", "  + create", "", "Plan: 3 to add, 0 to change, 0 to destroy.", "", "Apply complete! Resources: 3 added, 0 changed, 0 destroyed."]],
  ["helm-green", ["==> Linting charts/shop", "[INFO] Chart.yaml: icon is recommended", "[WARNING] templates/x.yaml: deprecated", "", "1 chart(s) linted, 0 chart(s) failed"]],
  ["kubectl-green", ["deployment.apps/shop configured", "Waiting for deployment \"shop\" rollout to finish: 1 old replicas are pending termination...", "deployment \"shop\" successfully rolled out"]],
  ["opa-green", ["data.shop_test.test_ann: PASS (1.6ms)", "data.shop_test.test_error: PASS (1.2ms)", "--------------------------------------------------------------------------------", "PASS: 2/2"]],
  ["golangci-green", ["level=warning msg=\"[config_reader] The configuration option `run.skip-files` is deprecated\"", "0 issues."]],
  ["semgrep-green", ["┌──────────────┐", "│ Scan Summary │", "└──────────────┘", "✅ Scan completed successfully.", " • Findings: 0 (0 blocking)", "Ran 1 rule on 1 file: 0 findings."]],
  ["tox-green", ["py311: commands[0]> pytest", "==== 3 passed in 0.12s ====", "  py311: OK (3.35=setup[3.22]+cmd[0.13] seconds)", "  lint: OK (1.13 seconds)", "  congratulations :) (5.07 seconds)"]],
  ["cargo-warn", ["warning: unused variable: `error`", " --> src/main.rs:2:9", "  |", "2 |     let error = 3;", "  |         ^^^^^ help: if this is intentional, prefix it with an underscore: `_error`", "", "warning: `shop` (bin \"shop\") generated 1 warning", "    Finished `dev` profile [unoptimized + debuginfo] target(s) in 0.26s"]],
  ["rust-should-panic", ["running 2 tests", "thread 'tests::panics' (12) panicked at src/lib.rs:3:5:", "boom", "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace", "test tests::panics - should panic ... ok", "test tests::handles_failed ... ok", "", "test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s"]],
  ["go-green", ["=== RUN   TestErrors", "    a_test.go:3: error: expected failure: connection refused", "--- PASS: TestErrors (0.00s)", "PASS", "ok  \tshop.example/shop\t0.003s"]],
  ["docker-green", ["#5 [2/3] RUN npm ci", "#5 1.234 npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory.", "#5 3.456 added 100 packages in 3s", "#5 DONE 3.6s", "#6 exporting to image", "#6 DONE 0.3s"]],
  ["apt-green", ["W: Failed to fetch http://deb.example/debian/dists/x/InRelease  Temporary failure resolving 'deb.example'", "W: Some index files failed to download. They have been ignored, or old ones used instead.", "Reading package lists...", "The following NEW packages will be installed:", "  curl", "Setting up curl (7.88.1-10) ..."]],
  ["gradle-green", ["> Task :test", "", "ShopTest > handlesError() PASSED", "", "ShopTest > throwsException() PASSED", "", "Deprecated Gradle features were used in this build, making it incompatible with Gradle 9.0.", "", "BUILD SUCCESSFUL in 12s", "5 actionable tasks: 5 executed"]],
  ["maven-green", ["[WARNING] Could not transfer metadata org.x:y/maven-metadata.xml from/to central (https://repo.example): Connection reset", "[INFO] Tests run: 12, Failures: 0, Errors: 0, Skipped: 1", "[INFO] BUILD SUCCESS"]],
  ["pytest-green", ["tests/test_errors.py::test_error_message PASSED [ 50%]", "tests/test_errors.py::test_fails XFAIL (known) [100%]", "", "---------- coverage: platform linux, python 3.11.7 -----------", "Name              Stmts   Miss  Cover", "-------------------------------------", "shop/errors.py       10      5    50%", "TOTAL                10      5    50%", "======= 1 passed, 1 xfailed, 2 warnings in 0.12s ======="]],
  ["vitest-green", [" ✓ m/a.test.ts (4 tests) 12ms", "   ✓ handles error: failed", "", " Test Files  1 passed (1)", "      Tests  4 passed (4)"]],
  ["vitest-flaky-retry", [" ❯ m/a.test.ts (4 tests | 1 skipped) 12ms", "", " Test Files  1 passed (1)", "      Tests  3 passed | 1 skipped (4)"]],
  ["ctest-green", ["1/2 Test #1: errors ...........................   Passed    0.01 sec", "2/2 Test #2: slow (Disabled) ..................***Not Run (Disabled)   0.00 sec", "", "100% tests passed, 0 tests failed out of 1"]],
  ["cmake-green", ["-- Looking for nosuch.h", "-- Looking for nosuch.h - not found", "-- Could NOT find Doxygen (missing: DOXYGEN_EXECUTABLE)", "-- Configuring done", "-- Generating done", "-- Build files have been written to: /home/ci/b"]],
  ["configure-green", ["checking for gcc... gcc", "checking whether we are cross compiling... no", "checking for libnosuch... no", "configure: creating ./config.status"]],
  ["playwright-flaky", ["Running 3 tests using 1 worker", "  ✓  1 a.spec.ts:3:1 › error page (1.2s)", "  ✘  2 a.spec.ts:5:1 › flaky (1.2s)", "  ✓  3 a.spec.ts:5:1 › flaky (retry #1) (1.1s)", "", "  1 flaky", "    a.spec.ts:5:1 › flaky ───────", "  2 passed (5.1s)"]],
  ["gha-green", ["2026-01-01T00:00:00.0000000Z ##[group]Run npm test", "2026-01-01T00:00:00.0000000Z npm test", "2026-01-01T00:00:00.0000000Z ##[endgroup]", "2026-01-01T00:00:01.0000000Z Error: something was printed", "2026-01-01T00:00:02.0000000Z Error: Kubernetes cluster unreachable: Get \"http://x\": dial tcp: connection refused", "2026-01-01T00:00:03.0000000Z ##[group]Run echo hi", "2026-01-01T00:00:03.0000000Z Post job cleanup.", "2026-01-01T00:00:04.0000000Z Cleaning up orphan processes"]],
  ["msbuild-green", ["Build succeeded.", "    3 Warning(s)", "    0 Error(s)"]],
  ["shellcheck-nothing", ["All files OK", "0 errors, 0 warnings", "No issues found"]],
  ["bazel-green", ["INFO: Build completed successfully, 12 total actions", "//shop:cart_test                                                         PASSED in 0.3s", "Executed 1 out of 1 test: 1 test passes."]],
  ["curl-retry", ["curl: (56) Recv failure: Connection reset by peer", "Warning: Problem : connection reset. Will retry in 1 seconds. 3 retries left.", "  % Total    % Received % Xferd", "100  1234  100  1234    0     0   1234      0  0:00:01  0:00:01 --:--:--  1234", "200 OK"]],
  ["git-green", ["hint: Using 'master' as the name for the initial branch.", "From https://git.example/org/shop", " * [new branch]      fatal-errors -> origin/fatal-errors", "HEAD is now at 1234567 Fix error: handle fatal: not a git repository"]],
  ["ruff-green", ["All checks passed!", "12 files already formatted"]],
  ["knip-green", ["✂️  Excellent, Knip found no issues."]],
  ["nox-green", ["nox > Running session lint", "nox > ruff check .", "All checks passed!", "nox > Session lint was successful."]],
  ["uv-green", ["Resolved 12 packages in 120ms", "warning: Failed to hardlink files; falling back to full copy.", "Installed 12 packages in 30ms"]],
];

test.each(wentWell)("%s", (_what, lines) => {
  expect(classesOf(lines)).toEqual([]);
});
