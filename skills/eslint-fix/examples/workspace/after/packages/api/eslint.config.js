export default [{ rules: { semi: ["error", "never"], "prefer-const": "error" } }]
