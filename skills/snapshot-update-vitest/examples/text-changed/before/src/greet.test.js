import { expect, test } from "vitest";
import { greet } from "./greet.js";

test("greets by name", () => {
  expect(greet("Ada")).toMatchSnapshot();
});
