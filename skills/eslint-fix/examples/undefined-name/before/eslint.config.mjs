export default [
  {
    files: ["**/*.js"],
    rules: { "no-var": "error", "prefer-const": "error", "object-shorthand": "error", "no-undef": "error" },
  },
];
