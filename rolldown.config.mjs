import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

// Two bundles: `action/dist` is committed and checked (test/contract), `build` holds the program that `npm ci` makes ready.
const native = [/^better-sqlite3/, /^pg-native$/, /^node:/];
// Links are not resolved: the bytes must not depend on where node_modules really lies (the order of modules does).
const shared = { platform: "node", external: native, resolve: { symlinks: false } };

// The grammars that a fix job reads imports with. They lie beside the bundle, under a name that Node takes for CommonJS, and are loaded only where a step asks for them.
const grammars = {
  name: "grammars",
  generateBundle() {
    const folder = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));
    const files = { "tree-sitter.js": "tree-sitter.cjs", ...Object.fromEntries(["tree-sitter", "tree-sitter-javascript", "tree-sitter-typescript", "tree-sitter-tsx"].map((name) => [`${name}.wasm`, `${name}.wasm`])) };
    for (const [from, fileName] of Object.entries(files)) this.emitFile({ type: "asset", fileName, source: readFileSync(join(folder, from)) });
  },
};

export const action = { ...shared, plugins: [grammars], input: { index: "action/main.ts" }, output: { dir: "action/dist", cleanDir: true, format: "esm", minify: true, entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" } };
export const program = { ...shared, input: { regreen: "src/main.ts", "appender-thread": "src/adapters/store/sqlite/appender-thread.ts" }, output: { dir: "build/program", cleanDir: true, format: "esm", minify: false, sourcemap: false, entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" } };

export default process.env.REGREEN_BUNDLE === "action" ? action : program;
