export default [{ files: ["src/**/*.jsx"], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } }, rules: { "no-unused-vars": "error" } }];
