// Two bundles: `action/dist` is committed and checked (test/contract), `build` holds the program that `npm ci` makes ready.
const native = [/^better-sqlite3/, /^pg-native$/, /^node:/];
// Links are not resolved: the bytes must not depend on where node_modules really lies (the order of modules does).
const shared = { platform: "node", external: native, resolve: { symlinks: false } };

export const action = { ...shared, input: { index: "action/main.ts" }, output: { dir: "action/dist", cleanDir: true, format: "esm", minify: true, entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" } };
export const program = { ...shared, input: { regreen: "src/main.ts", "appender-thread": "src/adapters/store/sqlite/appender-thread.ts", "search-thread": "src/adapters/log-file/search-thread.ts" }, output: { dir: "build/program", cleanDir: true, format: "esm", minify: false, sourcemap: false, entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" } };

export default process.env.REGREEN_BUNDLE === "action" ? action : program;
