import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { format } from "./format.ts";

export async function total(path: string): Promise<string> {
  const prices = (await readFile(path, "utf8")).split("\n");
  const sum = prices.reduce((before, price) => before + Number(price), 0);
  return basename(path) + ": " + format(sum);
}
