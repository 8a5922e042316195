import { readFileSync } from "node:fs";
import { parse } from "node:path";

/** The file as `parse` reads it. */
export const load = (file, parse) => parse(readFileSync(file, "utf8"));
