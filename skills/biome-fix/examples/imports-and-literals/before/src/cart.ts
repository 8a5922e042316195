import { readFile } from "node:fs/promises";
import { format } from "./format.ts";
import { basename } from "node:path";

export async function total(path: string): Promise<string> {
  let prices = (await readFile(path, "utf8")).split("\n");
  const sum = prices.reduce((before, price) => before + Number(price), 0);
  return basename(path) + ": " + format(sum);
}
