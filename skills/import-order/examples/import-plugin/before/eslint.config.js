import imports from "eslint-plugin-import";

export default [
  { files: ["src/**/*.js"], plugins: { import: imports }, rules: { "import/order": ["error", { "newlines-between": "always", alphabetize: { order: "asc" } }], "import/newline-after-import": "error", "import/first": "error" } },
];
