import imports from "eslint-plugin-import";

export default [{ files: ["src/**/*.js"], languageOptions: { sourceType: "commonjs" }, plugins: { import: imports }, rules: { "import/order": "error" } }];
