/** How failures are called in titles and sentences. */
import type { PendingFix } from "../failure/pending-fix.ts";

/** Names as people write them. */
const properNames: Readonly<Record<string, string>> = { eslint: "ESLint", prettier: "Prettier", black: "Black", python: "Python", "node:test": "node:test" };

/** The tool that complained; for an encoding fault the fault, because whoever stumbled over it is not the point. */
export function failureName({ failure_class, tool }: Pick<PendingFix, "failure_class" | "tool">): string {
  if (failure_class === "encoding" || tool === null) return failure_class.replaceAll("-", " ");
  return properNames[tool] ?? tool;
}

/** `ESLint, Prettier and encoding`. */
export function failureNames(failures: readonly PendingFix[]): string {
  return listed([...new Set(failures.map(failureName))]);
}

export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** How many problems the tool told: places, or files where it names only those. */
export function problemCount({ locations, file_paths }: PendingFix): number {
  return Math.max(locations.length, file_paths.length, 1);
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
