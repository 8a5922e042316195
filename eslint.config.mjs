import tseslint from "typescript-eslint";

const house = {
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/no-non-null-assertion": "error",
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": "error",
  "@typescript-eslint/consistent-type-imports": "error",
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
  "max-params": ["error", 4],
  "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
  "no-restricted-syntax": [
    "error",
    { selector: "ExportDefaultDeclaration", message: "Name what is exported: a default export has no name to search for." },
  ],
  eqeqeq: ["error", "always", { null: "ignore" }],
};

export default tseslint.config(
  { ignores: ["node_modules/", "build/", "action/dist/", "skills/", "test/demo/project/", "test/golden/", "test/**/golden/", "**/*.mjs"] },
  {
    files: ["src/**/*.ts", "action/**/*.ts", "test/**/*.ts"],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true } },
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: house,
  },
  { files: ["test/**/*.ts"], rules: { "max-lines-per-function": "off", "max-lines": "off" } },
);
