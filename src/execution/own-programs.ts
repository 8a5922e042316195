import { join } from "node:path";
import type { Argv } from "../core/skill/contract.ts";

/** The program that a command runs: `npx --no-install eslint …` runs eslint. */
export function programOf(argv: Argv): string {
  const [first = "", ...rest] = argv;
  return first === "npx" ? (rest.find((word) => !word.startsWith("-")) ?? first) : first;
}

/** Where set-up steps install a program for a project whose root is `folder`; most special first. */
export function ownPrograms(folder: string, program: string): readonly string[] {
  return [".venv/bin", "venv/bin", "node_modules/.bin", "vendor/bin"].map((place) => join(folder, place, program));
}
