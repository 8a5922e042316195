import { existsSync, readFileSync, writeFileSync } from "node:fs";
import fs, { type Stats } from "node:fs";
import * as url from "node:url";
import "./setup.ts";

export const load = (file: string): string => readFileSync(file, "utf8");
export const size = (file: string): number => fs.statSync(file).size;
