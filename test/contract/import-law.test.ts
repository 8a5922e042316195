import { expect, test } from "@jest/globals";
import { sourcesUnder, type Source } from "./imports.ts";

/** Pure libraries that core may use: schemas, YAML, CEL, globs, canonical JSON, hashing, diffs, parsers, linear-time patterns, syntax trees. */
const pure = new Set(["zod", "yaml", "@marcbachmann/cel-js", "picomatch", "canonicalize", "node:crypto", "diff", "re2js", "semver", "smol-toml"]);
const sources = sourcesUnder("src");

function offences(folder: string, allowed: (imported: string) => boolean): readonly string[] {
  return sources.filter(({ path }) => path.startsWith(folder)).flatMap(({ path, imports }) => imports.filter((imported) => !allowed(imported)).map((imported) => `${path} imports ${imported}`));
}

function saying(pattern: RegExp): readonly Source[] {
  return sources.filter(({ text }) => pattern.test(text));
}

test("core imports only core and pure libraries", () => {
  expect(offences("src/core/", (imported) => imported.startsWith("src/core/") || pure.has(imported))).toEqual([]);
});

test("of node:crypto, core takes hashing only", () => {
  const taken = sources.filter(({ path }) => path.startsWith("src/core/")).flatMap(({ path, text }) => [...text.matchAll(/import \{([^}]*)\} from "node:crypto"/g)].map(([, names = ""]) => [path, names.trim()]));
  expect(taken.filter(([, names]) => !names?.split(",").every((name) => ["createHash", "hash as hashOnce", "timingSafeEqual", "sign", "verify", "createPublicKey", "createPrivateKey", "type KeyObject"].includes(name.trim())))).toEqual([]);
});

test("core reads no clock, no chance and no environment", () => {
  // In quotes it is the name of a span.
  const forbidden = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|(?<!")\bprocess\.\w|\bsetTimeout\(|\bfetch\(/;
  expect(saying(forbidden).map(({ path }) => path).filter((path) => path.startsWith("src/core/"))).toEqual([]);
});

test("ports import only core and ports", () => {
  expect(offences("src/ports/", (imported) => imported.startsWith("src/core/") || imported.startsWith("src/ports/"))).toEqual([]);
});

test("the worker imports nothing but ports, core and itself", () => {
  expect(offences("src/worker/", (imported) => /^src\/(worker|ports|core)\//.test(imported))).toEqual([]);
});

test("execution imports nothing but core, ports, itself and Node: it runs where nothing else is", () => {
  expect(offences("src/execution/", (imported) => /^src\/(execution|core|ports)\/|^node:/.test(imported))).toEqual([]);
});

test("adapters import no worker, no execution and no door", () => {
  expect(offences("src/adapters/", (imported) => !/^src\/(worker|execution|app|cli|main|settings)/.test(imported))).toEqual([]);
});

test("only the relay asks the writer to perform, and the report of a job that keeps no record (DECISIONS 81)", () => {
  expect(saying(/\.perform\(/).map(({ path }) => path)).toEqual(["src/alone/write-report.ts", "src/worker/relay.ts"]);
});

test("only the composition root reads the environment", () => {
  const readers = saying(/\bprocess\.env\b/).map(({ path }) => path);
  expect(readers.filter((path) => path !== "src/start.ts")).toEqual([]);
});
