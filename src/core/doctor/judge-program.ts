/** Whether a program that is needed is there, and new enough. */
import { well, wrong, type Check } from "./check.ts";

/** The least version of Node that the program runs on (package.json, `engines`). */
const LEAST_NODE = [22, 20, 0] as const;

/** `version`: as Node itself names it, `24.1.0`. */
export function judgeNode(version: string): Check {
  const parts = version.split(".").map(Number);
  const order = LEAST_NODE.map((least, index) => (parts[index] ?? 0) - least).find((difference) => difference !== 0) ?? 0;
  if (order >= 0) return well("node", `Node.js ${version}`);
  return wrong("node", { what: `Node.js ${version}`, why: `the program is made for Node.js ${LEAST_NODE.join(".")} or newer`, remedy: "Install a newer Node.js." });
}

/** `version`: what `git --version` printed; null: there is none. */
export function judgeGit(version: string | null): Check {
  if (version !== null) return well("git", version);
  return wrong("git", { what: "git is not installed", why: "checkouts are read and changed with it", remedy: "Install git, and see that it stands in PATH." });
}
