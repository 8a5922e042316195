export default [{ rules: {} }];
