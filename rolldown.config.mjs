import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

// `action/dist` is committed and checked (test/contract), `build/program` is what `npm ci` makes ready, `build/doomed` the worker that tests kill a thousand times, `build/simulation` what plays ten thousand seeds.
const native = [/^better-sqlite3/, /^pg-native$/, /^node:/];

/** What some modules of the sources work out at each start, the same each time, is worked out now. */
const workedOut = {
  name: "worked-out",
  async load(id) {
    if (id.endsWith("/src/core/failure/default-grams.ts")) {
      const { defaultGrams } = await import(pathToFileURL(id).href);
      return { code: `export const defaultGrams = ${JSON.stringify(defaultGrams)};`, moduleType: "js" };
    }
    if (id.endsWith("/src/core/configuration/default-configuration.ts")) {
      const { defaultConfiguration } = await import(pathToFileURL(id).href);
      return { code: `export const defaultConfiguration = JSON.parse(${JSON.stringify(JSON.stringify(defaultConfiguration))});`, moduleType: "js" };
    }
    if (id.endsWith("/src/adapters/skills/known-skills.ts")) {
      const { builtInSkillsFolder, loadSkills } = await import(new URL("read-skills.ts", pathToFileURL(id)).href);
      const skills = Object.fromEntries((await loadSkills(builtInSkillsFolder())).map((skill) => [skill.digest, skill]));
      return { code: `const skills = JSON.parse(${JSON.stringify(JSON.stringify(skills))});\nexport const knownSkill = (digest) => skills[digest] ?? null;`, moduleType: "js" };
    }
    return null;
  },
};

/** To import one of Node's own modules makes everything that it exports (of `fs` its streams and promises, some milliseconds); to ask for it makes what is used. */
const askedFor = {
  name: "asked-for",
  renderChunk(code) {
    const asked = code.replace(/^import (?:(?:\* as )?([\w$]+))?(?:, )?(\{[^}]*\})? ?from "(node:[\w/]+)";$/gm, (_, whole, names, module) =>
      [whole, names?.replaceAll(" as ", ": ")].filter((taken) => taken !== undefined).map((taken) => `const ${taken} = globalThis.process.getBuiltinModule("${module}");`).join(" "));
    const unknown = /^import\b.*"node:.*/m.exec(asked);
    if (unknown !== null) throw new Error(`an import of this form is not known: ${unknown[0]}`);
    return asked;
  },
};

/** No snapshot of V8 holds what is native: SQLite's driver is loaded by the first who opens a database. */
const driverLater = {
  name: "driver-later",
  resolveId: (id) => (id === "better-sqlite3" ? "driver-later" : null),
  load: (id) => (id === "driver-later" ? 'import { createRequire } from "node:module";\nexport default function Connection(...given) { return new (createRequire(import.meta.url)("better-sqlite3"))(...given); }' : null),
};

/** The program is not used when one of these is younger than it (src/cli/regreen.mjs). */
const sourceList = {
  name: "source-list",
  generateBundle() {
    const files = readdirSync("src", { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    this.emitFile({ type: "asset", fileName: "sources.txt", source: files.map(({ parentPath, name }) => `${parentPath}/${name}`).sort().join("\n") });
  },
};

// Links are not resolved: the bytes must not depend on where node_modules really lies (the order of modules does).
const shared = { platform: "node", external: native, resolve: { symlinks: false } };

// The grammars that a fix job reads imports with, and by which `propose` judges patches. They lie beside the bundle, under a name that Node takes for CommonJS, and are loaded only where one is asked for.
const grammars = {
  name: "grammars",
  generateBundle() {
    const folder = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));
    const files = { "tree-sitter.js": "tree-sitter.cjs", ...Object.fromEntries(["tree-sitter", ...["javascript", "typescript", "tsx", "python", "go", "rust", "java", "cpp", "css", "bash", "ruby", "php", "c-sharp"].map((name) => `tree-sitter-${name}`)].map((name) => [`${name}.wasm`, `${name}.wasm`])) };
    for (const [from, fileName] of Object.entries(files)) this.emitFile({ type: "asset", fileName, source: readFileSync(join(folder, from)) });
  },
};

export const action = { ...shared, plugins: [grammars, workedOut, askedFor], input: { index: "action/main.ts" }, output: { dir: "action/dist", cleanDir: true, format: "esm", minify: true, entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" } };
export const program = { ...shared, plugins: [workedOut, askedFor, sourceList], input: { regreen: "src/main.ts", "appender-thread": "src/adapters/store/sqlite/appender-thread.ts", "search-thread": "src/adapters/log-file/search-thread.ts" }, output: { dir: "build/program", cleanDir: true, format: "esm", minify: false, sourcemap: false, entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" } };
/** Programs of one command: what it needs at once is one file. Their other chunks are named by their content, and may be the same as the program's. */
const quick = ["fix", "classify"].map((name) => ({ ...program, plugins: program.plugins.slice(0, 2), input: { [`quick-${name}`]: `src/quick/${name}.ts` }, output: { ...program.output, cleanDir: false } }));
const doomedFolder = `build/doomed/${process.env.REGREEN_DOOMED ?? "worker"}`;
/** The worker as what `node --build-snapshot` takes: one CommonJS file; and the thread that it starts, which no snapshot holds. */
export const doomed = [
  { ...program, plugins: [workedOut, askedFor], input: { "appender-thread": "src/adapters/store/sqlite/appender-thread.ts" }, output: { ...program.output, minify: true, dir: doomedFolder } },
  {
    ...shared, external: [/^pg-native$/, /^node:/], plugins: [workedOut, driverLater], input: { "doomed-worker": "test/worker/doomed-snapshot.ts" },
    output: { dir: doomedFolder, cleanDir: false, format: "cjs", exports: "none", codeSplitting: false, minify: true, entryFileNames: "[name].cjs" },
  },
];
export const simulation = { ...program, input: { simulation: "test/simulation/main.ts" }, output: { ...program.output, dir: "build/simulation" } };

export default { action, doomed, simulation }[process.env.REGREEN_BUNDLE] ?? [program, ...quick];
