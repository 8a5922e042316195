/** Every format that Regreen reads. Where two recognise the same line, both see it; what follows from another is left out later. */
import type { Format } from "../format.ts";
import { access } from "./access/format.ts";
import { actionlint } from "./actionlint/format.ts";
import { annotations } from "./annotations/format.ts";
import { ant } from "./ant/format.ts";
import { apt } from "./apt/format.ts";
import { autoflake } from "./autoflake/format.ts";
import { bandit } from "./bandit/format.ts";
import { bats } from "./bats/format.ts";
import { biome } from "./biome/format.ts";
import { black } from "./black/format.ts";
import { browsers } from "./browsers/format.ts";
import { buf } from "./buf/format.ts";
import { cargoTest } from "./cargo-test/format.ts";
import { checkers } from "./checkers/format.ts";
import { cmake } from "./cmake/format.ts";
import { cmakeFormat } from "./cmake-format/format.ts";
import { compilers } from "./compilers/format.ts";
import { coverage } from "./coverage/format.ts";
import { cppcheck } from "./cppcheck/format.ts";
import { cspell } from "./cspell/format.ts";
import { disk } from "./disk/format.ts";
import { docker } from "./docker/format.ts";
import { dotnet } from "./dotnet/format.ts";
import { embeddedCompilers } from "./embedded-compilers/format.ts";
import { encoding } from "./encoding/format.ts";
import { eslint } from "./eslint/format.ts";
import { exunit } from "./exunit/format.ts";
import { flake8 } from "./flake8/format.ts";
import { gcc } from "./gcc/format.ts";
import { generic } from "./generic/format.ts";
import { git } from "./git/format.ts";
import { githubActions } from "./github-actions/format.ts";
import { gitlab } from "./gitlab/format.ts";
import { go } from "./go/format.ts";
import { goTest } from "./go-test/format.ts";
import { gofmt } from "./gofmt/format.ts";
import { googleJavaFormat } from "./google-java-format/format.ts";
import { gradle } from "./gradle/format.ts";
import { gtest } from "./gtest/format.ts";
import { hlint } from "./hlint/format.ts";
import { infrastructureAsCode } from "./infrastructure-as-code/format.ts";
import { isort } from "./isort/format.ts";
import { javac } from "./javac/format.ts";
import { jest } from "./jest/format.ts";
import { linters } from "./linters/format.ts";
import { lintrunner } from "./lintrunner/format.ts";
import { luacheck } from "./luacheck/format.ts";
import { make } from "./make/format.ts";
import { markdownlint } from "./markdownlint/format.ts";
import { maven } from "./maven/format.ts";
import { memory } from "./memory/format.ts";
import { mocha } from "./mocha/format.ts";
import { mypy } from "./mypy/format.ts";
import { network } from "./network/format.ts";
import { node } from "./node/format.ts";
import { nodeTest } from "./node-test/format.ts";
import { npm } from "./npm/format.ts";
import { phpcs } from "./phpcs/format.ts";
import { phpstan } from "./phpstan/format.ts";
import { phpunit } from "./phpunit/format.ts";
import { pip } from "./pip/format.ts";
import { pnpm } from "./pnpm/format.ts";
import { preCommit } from "./pre-commit/format.ts";
import { prettier } from "./prettier/format.ts";
import { pydocstyle } from "./pydocstyle/format.ts";
import { pylint } from "./pylint/format.ts";
import { pyright } from "./pyright/format.ts";
import { pytest } from "./pytest/format.ts";
import { python } from "./python/format.ts";
import { pythonRewriters } from "./python-rewriters/format.ts";
import { rateLimit } from "./rate-limit/format.ts";
import { remarkLint } from "./remark-lint/format.ts";
import { rspec } from "./rspec/format.ts";
import { rubocop } from "./rubocop/format.ts";
import { ruff } from "./ruff/format.ts";
import { runtimes } from "./runtimes/format.ts";
import { rustc } from "./rustc/format.ts";
import { secrets } from "./secrets/format.ts";
import { shellcheck } from "./shellcheck/format.ts";
import { sphinx } from "./sphinx/format.ts";
import { stylelint } from "./stylelint/format.ts";
import { swift } from "./swift/format.ts";
import { taplo } from "./taplo/format.ts";
import { testRunners } from "./test-runners/format.ts";
import { timeLimit } from "./time-limit/format.ts";
import { travis } from "./travis/format.ts";
import { tsc } from "./tsc/format.ts";
import { tslint } from "./tslint/format.ts";
import { unittest } from "./unittest/format.ts";
import { vitest } from "./vitest/format.ts";
import { webpack } from "./webpack/format.ts";
import { whitespace } from "./whitespace/format.ts";
import { xmlReports } from "./xml-reports/format.ts";
import { xmllint } from "./xmllint/format.ts";
import { yamlfmt } from "./yamlfmt/format.ts";
import { yamllint } from "./yamllint/format.ts";
import { yarn } from "./yarn/format.ts";

export const formats: readonly Format[] = [
  githubActions, gitlab, eslint, prettier, tsc, biome, stylelint, markdownlint, jest, vitest, mocha, nodeTest, browsers, webpack,
  ruff, flake8, pylint, pydocstyle, bandit, black, isort, autoflake, pythonRewriters, mypy, pyright, gofmt, googleJavaFormat, goTest, go, rustc, cargoTest, javac,
  maven, gradle, ant, checkers, gcc, cppcheck, cmake, gtest, dotnet, swift, rspec, rubocop, phpunit, phpcs, phpstan,
  exunit, bats, compilers, embeddedCompilers, hlint, luacheck, shellcheck, actionlint, yamllint, yamlfmt, taplo, buf, cmakeFormat, cspell, tslint,
  remarkLint, xmllint, lintrunner, linters, sphinx, xmlReports, whitespace, infrastructureAsCode, coverage, testRunners, pytest, unittest, encoding, npm,
  yarn, pnpm, pip, apt, preCommit, git, docker, memory, disk, rateLimit, access, secrets, timeLimit, network, runtimes,
  python, node, make, travis, annotations, generic,
];
