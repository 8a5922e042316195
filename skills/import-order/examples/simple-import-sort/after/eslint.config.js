import sort from "eslint-plugin-simple-import-sort";
import tseslint from "typescript-eslint";

export default [{ files: ["src/**/*.ts"], languageOptions: { parser: tseslint.parser }, plugins: { "simple-import-sort": sort }, rules: { "simple-import-sort/imports": "error" } }];
