import { expect, test } from "@jest/globals";
import { relativePath } from "../../../../src/core/failure/line/place.ts";

test.each([
  ["a hosted runner", "/home/runner/work/shop/shop/src/app.js", "src/app.js"],
  ["a self-hosted runner, wherever it is installed", "/opt/actions/loopback-1/_work/shop/shop/src/app.js", "src/app.js"],
  ["a self-hosted runner, in a stack trace", "file:///srv/_work/shop/shop/test/a.test.js", "test/a.test.js"],
  ["a folder that is only called _work", "/srv/_work/shop/other/src/app.js", "/srv/_work/shop/other/src/app.js"],
])("the path that %s prints is made relative to its checkout", (_where, printed, path) => {
  expect(relativePath(printed, null)).toBe(path);
});
