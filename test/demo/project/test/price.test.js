import assert from "node:assert/strict";
import { test } from "node:test";
import { linePrice } from "../src/price.js";

test("a few rolls cost their full price", () => {
  assert.equal(linePrice(45, 3), 135);
});

test("a dozen rolls are a tenth cheaper", () => {
  assert.equal(linePrice(45, 12), 486);
});
