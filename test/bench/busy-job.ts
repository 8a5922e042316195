/**
 * The log of a job that prints much of everything: colours, hashes, long JSON, paths with test names, counts of no errors. It is the kind of
 * log in which weak literals stand everywhere ("0 errors", ".py::test_error_path"), and where a reader is slow that looks at each of them.
 */
import type { Background } from "./background-log.ts";

const PACKAGES = ["lodash", "react", "@babel/core", "webpack", "typescript", "eslint", "vite", "rollup", "esbuild", "@types/node", "chalk", "undici", "semver", "glob", "ws", "express", "fastify", "prisma", "next", "zod"] as const;
const FILES = ["src/index.ts", "src/server/router.ts", "packages/core/src/queue.ts", "lib/parser.js", "app/models/user.py", "tests/test_api.py", "internal/store/store.go", "crates/core/src/lib.rs", "src/main/java/com/acme/App.java", "packages/ui/src/Button.tsx"] as const;

type Below = (limit: number) => number;

function version(below: Below): string {
  return `${below(20)}.${below(40)}.${below(30)}`;
}

function hex(below: Below, digits: number): string {
  return Array.from({ length: digits }, () => below(16).toString(16)).join("");
}

const KINDS: Background["kinds"] = [
  (pick, below) => `npm http fetch GET 200 https://registry.example/${pick(PACKAGES)} ${below(900)}ms (cache ${pick(["miss","hit","revalidated"])})`,
  (pick, below) => `npm warn deprecated ${pick(PACKAGES)}@${version(below)}: this package is no longer supported, please upgrade to v${below(30)} or higher`,
  (pick, below) => `  Downloading ${pick(PACKAGES)}-${version(below)}-py3-none-any.whl.metadata (${below(90)}.${below(9)} kB)`,
  (pick, below) => `Requirement already satisfied: ${pick(PACKAGES)}>=${version(below)} in /opt/hostedtoolcache/Python/3.12.${below(9)}/x64/lib/python3.12/site-packages (from -r requirements.txt (line ${below(80)}))`,
  (pick, below) => `   Compiling ${pick(PACKAGES)} v${version(below)}`,
  (pick, below) => `  Downloaded ${pick(PACKAGES)} v${version(below)}`,
  (pick, below) => `[INFO] Downloading from central: https://maven.example/maven2/org/apache/${pick(PACKAGES)}/${version(below)}/${pick(PACKAGES)}-${version(below)}.pom`,
  (pick, below) => `[INFO] Downloaded from central: https://maven.example/maven2/org/apache/${pick(PACKAGES)}/${version(below)}.jar (${below(900)} kB at ${below(20)}.${below(9)} MB/s)`,
  (pick, below) => `#${below(40)} [stage-${below(3)} ${below(12)}/12] RUN apt-get install -y --no-install-recommends lib${hex(below, 4)}-dev`,
  (pick, below) => `#${below(40)} ${below(300)}.${below(999)} Get:${below(200)} http://ubuntu.example/ubuntu jammy-updates/main amd64 lib${hex(below, 5)} amd64 ${version(below)}-1ubuntu1 [${below(900)} kB]`,
  (pick, below) => `\u001b[32mPASS\u001b[39m ${pick(FILES).replace(/\.\w+$/,".test.ts")} (${below(30)}.${below(999)} s)`,
  (pick, below) => `  \u001b[32m✓\u001b[39m should ${pick(["return","parse","reject","handle","emit","retry"])} ${pick(["valid input","an empty list","a stale lease","unknown keys","unicode names","a closed socket"])} (${below(90)} ms)`,
  (pick, below) => `tests/test_${hex(below, 5)}.py::test_${pick(["create","update","delete","list","auth","error_path"])}[${below(100)}] PASSED [ ${below(100)}%]`,
  (pick, below) => `test ${pick(["store","queue","lease","codec"])}::tests::${hex(below, 6)} ... ok`,
  (pick, below) => `=== RUN   Test${pick(["Store","Lease","Queue","Router"])}/${hex(below, 8)}`,
  (pick, below) => `    --- PASS: Test${pick(["Store","Lease","Queue","Router"])}/${hex(below, 8)} (0.${below(99)}s)`,
  (pick, below) => `ok  \tgithub.com/acme/${pick(PACKAGES)}/internal/${hex(below, 6)}\t${below(30)}.${below(999)}s\tcoverage: ${below(100)}.${below(9)}% of statements`,
  (pick) => `> Task :${pick(["core","app","lib"])}:compile${pick(["Java","Kotlin","TestJava"])} UP-TO-DATE`,
  (pick) => `##[group]Run actions/${pick(["checkout","setup-node","cache","upload-artifact"])}@v4`,
  () => `##[endgroup]`,
  (pick, below) => `Received ${below(900000000)} of ${below(900000000)} (${below(100)}.${below(9)}%), ${below(200)}.${below(9)} MBs/sec`,
  (pick, below) => `remote: Counting objects: ${below(100)}% (${below(9000)}/9000), done.`,
  (pick, below) => ` * [new branch]        feature/${hex(below, 10)}-${pick(PACKAGES)}  -> origin/feature/${hex(below, 10)}`,
  (pick, below) => `dist/assets/${hex(below, 8)}.js   ${below(900)}.${below(99)} kB │ gzip: ${below(300)}.${below(99)} kB │ map: ${below(3000)}.${below(99)} kB`,
  (pick, below) => `time="2025-11-20T0${below(9)}:${10+below(50)}:${10+below(50)}Z" level=info msg="request handled" path=/api/v1/${hex(below, 5)} status=200 duration=${below(900)}ms trace_id=${hex(below, 32)}`,
  (pick, below) => `{"level":"info","time":${1.7e12+below(1e9)},"pid":${below(9999)},"hostname":"fv-az${below(1999)}","msg":"job ${hex(below, 8)} finished in ${below(9999)}ms","errors":0,"warnings":${below(3)}}`,
  (pick, below) => `  at ${pick(["Object","Module","Function"])}.${pick(["load","compile","<anonymous>","run"])} (node:internal/modules/cjs/loader:${below(1500)}:${below(40)})`,
  (pick, below) => `[${below(2000)}/2000] Building CXX object src/CMakeFiles/core.dir/${hex(below, 8)}.cpp.o`,
  (pick, below) => `gcc -O2 -Wall -Wextra -Werror -Iinclude -I/usr/include/${hex(below, 5)} -DNDEBUG -c -o build/${hex(below, 8)}.o src/${hex(below, 8)}.c`,
  (pick, below) => `${pick(FILES)} 0 errors, 0 warnings, no error found in ${below(900)}ms`,
  (pick, below) => `  ${" ".repeat(below(6)*2)}${pick(["added","removed","changed","audited"])} ${below(2000)} packages in ${below(60)}s, failed: 0`,
];

const TROUBLE: Background["trouble"] = [
  "npm ERR! code ERESOLVE",
  "src/server/router.ts(120,17): error TS2322: Type 'string' is not assignable to type 'number'.",
  "  312:14  error  'a1b2' is defined but never used  @typescript-eslint/no-unused-vars",
  "\u001b[31m✖ 12 problems (9 errors, 3 warnings)\u001b[39m",
  "FAIL src/a1b2c3.test.ts",
  "FAILED tests/test_a1b2.py::test_c3d4 - AssertionError: assert 3 == 4",
  "E       AssertionError: assert 7 == 8",
  "error[E0308]: mismatched types",
  "--- FAIL: TestLease (0.03s)",
  "[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.2.5:test (default-test) on project core: There are test failures.",
  "##[error]Process completed with exit code 1.",
  "Error: connect ECONNREFUSED 127.0.0.1:5432",
  "make[2]: *** [Makefile:120: build/a1b2.o] Error 1",
  "would reformat app/a1b2c.py",
  "thread 'store::tests::a1b2' panicked at crates/core/src/lib.rs:120:9:",
];

/** The kinds of line and their shares are those of the generator that the speed was first measured with. */
export const busyJob: Background = { kinds: KINDS, trouble: TROUBLE };
