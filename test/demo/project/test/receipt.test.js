import assert from "node:assert/strict";
import { test } from "node:test";
import { addLine, openOrder } from "../src/order.js";
import { receipt } from "../src/receipt.js";

test("a receipt shows each line and the total", () => {
  const order = addLine(
    addLine(openOrder("Ada"), "Roll", 45, 4),
    "Cake",
    2350,
    1,
  );
  assert.deepEqual(receipt(order).split("\n"), [
    "Ada",
    "--------------------------------",
    "4 x Roll                    1.80",
    "1 x Cake                   23.50",
    "--------------------------------",
    "Total                      25.30",
  ]);
});
