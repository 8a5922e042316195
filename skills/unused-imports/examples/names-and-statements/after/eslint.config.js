import unusedImports from "eslint-plugin-unused-imports";
import tseslint from "typescript-eslint";

export default [
  { files: ["src/**/*.{ts,tsx}"], languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } }, plugins: { "unused-imports": unusedImports, "@typescript-eslint": tseslint.plugin }, rules: { "unused-imports/no-unused-imports": "error" } },
];
