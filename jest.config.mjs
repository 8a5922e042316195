// Suites that need more than Node, npm, git and Python, or more than a minute, live in folders of their own and run by name:
// REGREEN_SUITE=flow|postgres|toolchains|browser|redteam|chaos|loopback (whole stories; …; the loopback GitHub's own tests).
const suite = process.env.REGREEN_SUITE;
const special = ["flow", "postgres", "toolchains", "browser", "redteam", "chaos", "loopback"];

export default {
  // For what forks much: the loopback GitHub and its runner.
  globalSetup: "<rootDir>/test/small-parent/start.ts",
  testEnvironment: "node",
  // Every core works; a slow machine is no failure, so time limits are far off.
  maxWorkers: "100%",
  testTimeout: 180_000,
  // Kept beside the build: what one suite has compiled the next one finds, wherever temporary files are.
  cacheDirectory: "<rootDir>/build/jest",
  // Nothing is watched in a run: the crawler of Node does without another process.
  watchman: false,
  roots: [suite === undefined ? "<rootDir>/test" : `<rootDir>/test/${suite}`],
  testMatch: ["**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", ...(suite === undefined ? special.map((name) => `<rootDir>/test/${name}/`) : [])],
  modulePathIgnorePatterns: ["<rootDir>/skills/", "<rootDir>/test/golden/"],
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "es6" } }],
  },
};
