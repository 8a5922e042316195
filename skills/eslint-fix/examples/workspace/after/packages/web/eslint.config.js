export default [{ rules: { "object-shorthand": "error", "no-var": "error" } }];
