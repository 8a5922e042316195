import type { LockfileChange, LockfileProblem } from "./judge-lockfile.ts";

/**
 * go.sum chooses nothing: go.mod says which versions are built, and the sums only hold them to their content (go.dev/ref/mod#go-sum-files). So one may
 * gain lines and lose them; a line that stays must keep its hash.
 */
export function judgeGoSum({ before, after }: Pick<LockfileChange, "before" | "after">): readonly LockfileProblem[] {
  const known = sumsOf(before ?? "");
  const lines = after.split("\n").filter((line) => line !== "");
  const malformed = lines.find((line) => !/^\S+ v\S+ h1:[A-Za-z0-9+/=]+$/.test(line));
  if (malformed !== undefined) return [{ rule: "lockfile-unreadable", message: `it has a line that is no sum: ${malformed.slice(0, 100)}` }];
  const changed = [...sumsOf(after)].filter(([key, sum]) => known.has(key) && known.get(key) !== sum);
  return changed.map(([key]) => ({ rule: "lockfile-integrity", message: `${key} has another sum than before at the same version` }));
}

function sumsOf(text: string): ReadonlyMap<string, string> {
  return new Map(text.split("\n").flatMap((line) => {
    const [module, version, sum] = line.split(" ");
    return module === undefined || version === undefined || sum === undefined ? [] : [[`${module} ${version}`, sum] as const];
  }));
}
