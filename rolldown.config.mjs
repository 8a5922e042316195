// `action/dist` is committed and checked (test/contract), `build/program` is what `npm ci` makes ready, `build/doomed` the worker that tests kill a thousand times.
const native = [/^better-sqlite3/, /^pg-native$/, /^node:/];
// Links are not resolved: the bytes must not depend on where node_modules really lies (the order of modules does).
const shared = { platform: "node", external: native, resolve: { symlinks: false } };

export const action = { ...shared, input: { index: "action/main.ts" }, output: { dir: "action/dist", cleanDir: true, format: "esm", minify: true, entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" } };
export const program = { ...shared, input: { regreen: "src/main.ts", "appender-thread": "src/adapters/store/sqlite/appender-thread.ts" }, output: { dir: "build/program", cleanDir: true, format: "esm", minify: false, sourcemap: false, entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" } };
export const doomed = { ...program, input: { "doomed-worker": "test/worker/doomed-worker.ts", "appender-thread": "src/adapters/store/sqlite/appender-thread.ts" }, output: { ...program.output, dir: "build/doomed" } };

export default { action, doomed }[process.env.REGREEN_BUNDLE] ?? program;
