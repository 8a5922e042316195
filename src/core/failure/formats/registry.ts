/** Every format that Regreen reads. Where two recognise the same line, both see it; what follows from another is left out later. */
import type { Format } from "../format.ts";
import { access } from "./access/format.ts";
import { black } from "./black/format.ts";
import { cargoTest } from "./cargo-test/format.ts";
import { cmake } from "./cmake/format.ts";
import { disk } from "./disk/format.ts";
import { docker } from "./docker/format.ts";
import { encoding } from "./encoding/format.ts";
import { eslint } from "./eslint/format.ts";
import { flake8 } from "./flake8/format.ts";
import { gcc } from "./gcc/format.ts";
import { generic } from "./generic/format.ts";
import { git } from "./git/format.ts";
import { githubActions } from "./github-actions/format.ts";
import { go } from "./go/format.ts";
import { goTest } from "./go-test/format.ts";
import { gofmt } from "./gofmt/format.ts";
import { gradle } from "./gradle/format.ts";
import { isort } from "./isort/format.ts";
import { javac } from "./javac/format.ts";
import { jest } from "./jest/format.ts";
import { make } from "./make/format.ts";
import { maven } from "./maven/format.ts";
import { memory } from "./memory/format.ts";
import { mocha } from "./mocha/format.ts";
import { mypy } from "./mypy/format.ts";
import { network } from "./network/format.ts";
import { node } from "./node/format.ts";
import { nodeTest } from "./node-test/format.ts";
import { npm } from "./npm/format.ts";
import { pip } from "./pip/format.ts";
import { pnpm } from "./pnpm/format.ts";
import { preCommit } from "./pre-commit/format.ts";
import { prettier } from "./prettier/format.ts";
import { pylint } from "./pylint/format.ts";
import { pytest } from "./pytest/format.ts";
import { python } from "./python/format.ts";
import { rateLimit } from "./rate-limit/format.ts";
import { ruff } from "./ruff/format.ts";
import { rustc } from "./rustc/format.ts";
import { secrets } from "./secrets/format.ts";
import { timeLimit } from "./time-limit/format.ts";
import { travis } from "./travis/format.ts";
import { tsc } from "./tsc/format.ts";
import { unittest } from "./unittest/format.ts";
import { vitest } from "./vitest/format.ts";
import { yarn } from "./yarn/format.ts";

export const formats: readonly Format[] = [
  githubActions, eslint, prettier, tsc, jest, vitest, mocha, nodeTest, ruff, flake8, pylint, black, isort, mypy, gofmt,
  goTest, go, rustc, cargoTest, javac, maven, gradle, gcc, cmake, pytest, unittest, encoding, npm, yarn, pnpm, pip,
  preCommit, git, docker, memory, disk, rateLimit, access, secrets, timeLimit, network, python, node, make, travis,
  generic,
];
