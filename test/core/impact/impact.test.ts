import { describe, expect, test } from "@jest/globals";
import { affectedTests, type Impact } from "../../../src/core/impact/affected-tests.ts";
import { narrowCommand, type Narrowing } from "../../../src/core/impact/narrow-command.ts";
import { referencesOf } from "../../../src/core/impact/references.ts";

const dirname = (path: string): string => path.split("/").slice(0, -1).join("/");

/** The tests that reach what changed, in a repository given by its files' texts. */
function affected(texts: Readonly<Record<string, string>>, changed: readonly string[], more: { goModules?: { path: string; folder: string }[]; packages?: { name: string; folder: string }[] } = {}): readonly string[] | string {
  const files = Object.keys(texts);
  const sources = files.map((path) => ({ path, references: referencesOf(path, texts[path] ?? "") }));
  const packages = (more.packages ?? []).map((one) => ({ ...one, sources: files.filter((path) => path.startsWith(`${one.folder}/`)) }));
  const impact = affectedTests(sources, changed, { files: new Set(files), goModules: more.goModules ?? [], packages, byFolder: Map.groupBy(files, dirname) });
  return impact.kind === "tests" ? impact.tests : impact.because;
}

describe("which tests a change can reach", () => {
  const shop = {
    "src/price.ts": "export const price = 1;", "src/cart.ts": 'import { price } from "./price.js";\nexport * from "./price";', "src/other.ts": "export {};",
    "test/cart.test.ts": 'import { cart } from "../src/cart.ts";', "test/other.test.ts": 'const other = await import("../src/other");', "src/__tests__/price.js": 'require("../price")', "README.md": "",
  };

  test.each<[string, readonly string[]]>([
    ["src/price.ts", ["src/__tests__/price.js", "test/cart.test.ts"]], ["src/cart.ts", ["test/cart.test.ts"]], ["src/other.ts", ["test/other.test.ts"]],
    ["test/cart.test.ts", ["test/cart.test.ts"]], ["README.md", []],
  ])("JavaScript and TypeScript: %s reaches %j", (changed, tests) => {
    expect(affected(shop, [changed])).toEqual(tests);
  });

  test("a package of a workspace reaches the tests of those that use it by name", () => {
    const workspace = { "packages/core/src/a.ts": "export const a = 1;", "packages/web/src/b.ts": 'import { a } from "@octo/core";', "packages/web/test/b.spec.ts": 'import "../src/b";' };
    expect(affected(workspace, ["packages/core/src/a.ts"], { packages: [{ name: "@octo/core", folder: "packages/core" }] })).toEqual(["packages/web/test/b.spec.ts"]);
  });

  test("Python: absolute from src, relative, a module taken from its package, and packages' __init__", () => {
    const shop = {
      "src/shop/__init__.py": "", "src/shop/cart.py": "from . import price\nfrom .tax import (\n  rate,  # per country\n)\n", "src/shop/price.py": "", "src/shop/tax.py": "rate = 1\n",
      "tests/test_cart.py": "from shop import cart\n", "tests/test_tax.py": "import os, shop.tax as tax\n", "tests/test_none.py": "import json\n",
    };
    expect([affected(shop, ["src/shop/price.py"]), affected(shop, ["src/shop/tax.py"]), affected(shop, ["src/shop/__init__.py"])]).toEqual([
      ["tests/test_cart.py"], ["tests/test_cart.py", "tests/test_tax.py"], ["tests/test_cart.py", "tests/test_tax.py"],
    ]);
  });

  test("Go: by package, through the module's own path", () => {
    const shop = {
      "cart/cart.go": 'package cart\n\nimport (\n\t"fmt"\n\tp "example.com/shop/price"\n)\n', "cart/cart_test.go": "package cart\n", "price/price.go": "package price\n", "price/price_test.go": "package price\n", "other/o_test.go": "package other\n",
    };
    const goModules = [{ path: "example.com/shop", folder: "" }];
    expect([affected(shop, ["price/price.go"], { goModules }), affected(shop, ["cart/cart.go"], { goModules })]).toEqual([["cart/cart_test.go", "price/price_test.go"], ["cart/cart_test.go"]]);
  });

  test.each([
    ["package.json", "package.json is no source file whose imports can be followed"], ["tests/conftest.py", "tests/conftest.py sets up the tests"], ["vite.config.ts", "vite.config.ts sets up the tests"],
    ["src/gone.ts", "src/gone.ts is not there any more"],
  ])("%s: all of them", (changed, because) => {
    expect(affected({ ...shop, "package.json": "", "tests/conftest.py": "", "vite.config.ts": "" }, [changed])).toBe(because);
  });
});

describe("the runner's own words for it", () => {
  const impact: Impact = { kind: "tests", tests: ["test/a.test.js", "test/b c.test.js"] };
  const narrowed = (command: string, more: Partial<Narrowing> = {}): string => {
    const found = narrowCommand({ command, scripts: { test: "jest --ci", lint: "eslint .", all: "npm run lint && npm test" }, isPath: (word) => word === "test" || word === "tests", impact, changed: ["src/a.js"], ...more });
    return found.kind === "narrowed" ? found.command : found.because;
  };
  const unknown = "it is not one call of a test runner whose choice of tests is known";

  test.each([
    ["npm test", "npx --no-install jest --ci --findRelatedTests src/a.js"],
    ["npx vitest run --coverage", "npx vitest related --run src/a.js --coverage"],
    ["mocha --recursive test", "mocha --recursive test/a.test.js 'test/b c.test.js'"],
    ["node --test test", "node --test test/a.test.js 'test/b c.test.js'"],
    ["uv run pytest -q tests", "uv run pytest -q test/a.test.js 'test/b c.test.js'"],
    ["go test -race ./...", "go test -race ./test"],
    ["npm run lint", unknown], ["npm run all", unknown], ["pytest | tee log", unknown], ["make test", unknown], ["pytest $ARGS", unknown],
  ])("%s: %s", (command, words) => {
    expect(narrowed(command)).toBe(words);
  });

  test("none where nothing is reached, where it cannot be told, and where nearly everything is", () => {
    const many = Array.from({ length: 500 }, (_, index) => `test/${String(index)}.test.js`);
    expect([narrowed("pytest", { impact: { kind: "tests", tests: [] } }), narrowed("pytest", { impact: { kind: "all", because: "x changed" } }), narrowed("mocha", { impact: { kind: "tests", tests: many } })]).toEqual([
      "no test reaches what changed", "x changed", "most tests reach what changed",
    ]);
  });
});
