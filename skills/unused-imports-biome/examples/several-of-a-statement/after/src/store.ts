import { readFileSync } from "node:fs";
import fs from "node:fs";
import "./setup.ts";

export const load = (file: string): string => readFileSync(file, "utf8");
export const size = (file: string): number => fs.statSync(file).size;
