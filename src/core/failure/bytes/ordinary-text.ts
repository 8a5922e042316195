/**
 * What jobs print when all is well: the commonest lines of runners, package managers, compilers and test tools, a few of each.
 * Only for choosing: of a literal's pieces, the one that these lines hold least is looked for. Nothing is decided by it.
 */
export const ordinaryText = `${timeStamps()}
2026-01-23T04:56:17.8901234Z ##[group]Run actions/checkout@v4
2026-02-13T14:26:57.0123456Z with: fetch-depth: 1 shell: /usr/bin/bash -e {0} env: CI: true
##[endgroup] Cache restored from key: node-cache-Linux-x64-npm-0a1b2c3d4e5f Received 1024 of 20480 (10.0%), 12.3 MBs/sec
remote: Enumerating objects: 100% (90/90), done. remote: Counting objects: remote: Compressing objects: Receiving objects: Resolving deltas:
 * [new branch]      feature/queue-index -> origin/feature/queue-index HEAD is now at 1a2b3c4 Merge pull request from main
npm http fetch GET 200 https://registry.example/package 123ms (cache hit) npm warn deprecated module@1.2.3: no longer supported, please upgrade
added 812 packages, changed 1, and audited 813 packages in 12s found 0 vulnerabilities npm notice run npm fund for details
Requirement already satisfied: package>=1.0 in /opt/hostedtoolcache/Python/3.12.1/x64/lib/python3.12/site-packages (from -r requirements.txt (line 3))
Collecting package Downloading package-1.2.3-py3-none-any.whl.metadata (12.3 kB) Installing collected packages Successfully installed Using cached
   Compiling package v1.2.3 (/home/runner/work/repository/repository)    Downloaded package    Finished test profile [unoptimized + debuginfo]
[INFO] Downloading from central: https://maven.example/maven2/com/example/project/1.0/project-1.0.pom Downloaded from central (12 kB at 1.2 MB/s)
[INFO] --- compiler:3.1:compile (default-compile) @ core --- [INFO] Building core 1.0 Running com.example.CoreTest Tests run: 1, Failures: 0, Errors: 0, Skipped: 0
> Task :core:compileJava UP-TO-DATE > Task :app:compileTestKotlin FROM-CACHE BUILD SUCCESSFUL in 12s
[ 12%] Building CXX object src/CMakeFiles/core.dir/parser.cpp.o [100%] Linking CXX executable gcc -O2 -Wall -Wextra -Iinclude -c -o build/main.o src/main.c
#12 3.456 Get:7 http://archive.ubuntu.com/ubuntu noble-updates/main amd64 libssl-dev amd64 1.2.3-1ubuntu2 [123 kB] Unpacking Setting up Selecting previously unselected package
#9 [stage-1 3/7] RUN apt-get update && apt-get install -y --no-install-recommends #9 DONE 1.2s CACHED exporting layers sha256:0123456789abcdef
PASS src/components/Button.test.tsx (5.123 s) ✓ should return valid input when the list is empty (12 ms) tests/test_parser.py ........... [ 45%]
tests/unit/test_models.py::test_create_user[1] PASSED  [ 12%] test store::tests::reads_index ... ok running 12 tests === RUN   TestStore/lease --- PASS: TestStore (0.01s)
ok  	github.com/example/project/internal/store	0.123s	coverage: 81.2% of statements ✔ handles errors of the request (1.2ms) ok 12 - parses
Test Suites: 12 passed, 12 total Snapshots: 0 total Time: 12.3 s 12 examples, 0 failures finished in 1.2 seconds (files took 0.3 seconds to load)
dist/assets/index-0a1b2c3d.js   123.45 kB │ gzip: 45.67 kB built in 3.21s webpack compiled successfully transforming modules rendering chunks
time="2026-01-02T03:04:05Z" level=info msg="request handled" path=/api/v1/users status=200 duration=12ms trace_id=00000000
{"level":"info","time":1700000000,"pid":123,"hostname":"host","msg":"job finished","errors":0,"warnings":0}
  at Object.load (node:internal/modules/cjs/loader:123:12) 0 errors, 0 warnings, no error found, failed: 0 retrying not needed warning: unused
Checking formatting... All matched files use the style. Success: no issues found in 12 source files. All checks passed! file already up to date
npm warn deprecated @types/node@1.2.3 npm http fetch GET 200 https://registry.example/typescript eslint prisma express fastify typescript (cache miss)
=== RUN   TestRouter/4f2a --- PASS: TestQueue/1b (0.02s) --- PASS: TestLease/9c --- PASS: TestStore tests/test_api.py::test_error_path[3] PASSED gcc -Werror -Iinclude
src/main/java/com/acme/App.java 0 errors, 0 warnings, no error found in 12ms "hostname":"fv-az12","msg":"job 1f finished in 9ms" Building CXX object core.dir/a.cpp.o
Get:7 http://ubuntu.example/ubuntu jammy-updates/main [900 kB] │ gzip: 12 kB │ map: 34 kB https://maven.example/org/apache/1.0.pom (from -r requirements.txt (line 30))
Post job cleanup. [command]/usr/bin/git version Temporarily overriding HOME= Cleaning up orphan processes Uploading artifact finished
`;

/** Every line of a runner's log begins with one; it ends in any digit. */
function timeStamps(): string {
  return [..."0123456789"].map((digit) => ["R", "[", "#", " ", "n", ">", "-", "="].map((next) => `${digit}Z ${next}`).join("").repeat(4)).join("\n20");
}
