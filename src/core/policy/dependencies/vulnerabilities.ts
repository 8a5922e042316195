/** Known vulnerabilities of what a change brings in. Without advisories, and where a version cannot be placed, the answer is *not known*, never *none*. */
import type { Facts } from "../facts.ts";
import { compareVersions } from "./version-order.ts";
import { dependencyText, type Dependency } from "./dependency.ts";
import type { DependencyChange } from "./compare.ts";
import type { Advisory } from "./osv.ts";

/** `matched`: whoever gave the advisories has compared the versions already (OSV's API, asked with one). */
export interface AdvisoryAnswer {
  readonly matched: boolean;
  readonly about: readonly { readonly dependency: Dependency; readonly advisories: readonly Advisory[] }[];
}

const severities = ["LOW", "MODERATE", "MEDIUM", "HIGH", "CRITICAL"] as const;

/** `answer` null: nobody was asked, or nobody answered. Nothing brought in: nothing found, whoever was asked. */
export function vulnerabilityFacts(change: DependencyChange | null, answer: AdvisoryAnswer | null): Facts["vulnerabilities"] {
  if (change === null) return null;
  const brought = [...change.added, ...change.updated];
  if (brought.length === 0) return { found: 0, ids: [], packages: [], worst: "none" };
  if (answer === null) return null;
  const judged = brought.map((dependency) => hitsOf(dependency, answer));
  if (judged.some((hits) => hits === null)) return null;
  const hits = judged.flatMap((found) => found ?? []);
  return {
    found: hits.length,
    ids: [...new Set(hits.map(({ advisory }) => advisory.id))],
    packages: [...new Set(hits.map(({ dependency }) => dependencyText(dependency)))],
    worst: worstOf(hits.map(({ advisory }) => advisory.database_specific?.severity?.toUpperCase() ?? "UNKNOWN")),
  };
}

interface Hit { readonly dependency: Dependency; readonly advisory: Advisory }

/** Null: of an advisory it cannot be told whether it concerns this version, or nobody answered for the package. */
function hitsOf(dependency: Dependency, { matched, about }: AdvisoryAnswer): readonly Hit[] | null {
  const found = about.find(({ dependency: one }) => one.ecosystem === dependency.ecosystem && one.name === dependency.name && one.version === dependency.version);
  if (found === undefined) return null;
  const standing = found.advisories.filter(({ withdrawn }) => withdrawn == null);
  if (matched) return standing.map((advisory) => ({ dependency, advisory }));
  const judged = standing.map((advisory) => ({ advisory, affected: isAffected(dependency, advisory) }));
  return judged.some(({ affected }) => affected === null) ? null : judged.filter(({ affected }) => affected === true).map(({ advisory }) => ({ dependency, advisory }));
}

/** OSV's evaluation algorithm. Null: not to be told. */
export function isAffected(dependency: Dependency, { affected }: Advisory): boolean | null {
  const entries = affected.filter(({ package: named }) => named !== undefined && named.ecosystem.split(":")[0] === dependency.ecosystem && sameName(dependency, named.name));
  if (entries.length === 0) return false;
  const { version } = dependency;
  if (version === null) return null;
  if (entries.some(({ versions }) => versions.includes(version))) return true;
  const ranges = entries.flatMap((entry) => entry.ranges).filter(({ type }) => type !== "GIT");
  const judged = ranges.map(({ events }) => inRange(dependency.ecosystem, version, events));
  if (judged.includes(true)) return true;
  return judged.includes(null) ? null : false;
}

function sameName({ ecosystem, name }: Dependency, other: string): boolean {
  return ecosystem === "PyPI" ? name === other.replace(/[-_.]+/g, "-").toLowerCase() : name === other;
}

type Events = Advisory["affected"][number]["ranges"][number]["events"];

/** The last event at or before the version decides. */
function inRange(ecosystem: Dependency["ecosystem"], version: string, events: Events): boolean | null {
  let vulnerable = false;
  let latest: string | null = null;
  for (const event of events) {
    const [at, opens] = event.introduced !== undefined ? [event.introduced, true] as const : [event.fixed ?? event.last_affected ?? event.limit ?? "", false] as const;
    const order = at === "0" ? 1 : compareVersions(ecosystem, version, at);
    if (order === null) return null;
    const reached = event.last_affected !== undefined && !opens ? order > 0 : order >= 0;
    const newer = latest === null || latest === "0" ? 1 : at === "0" ? -1 : compareVersions(ecosystem, at, latest);
    if (newer === null) return null;
    if (reached && newer >= 0) [vulnerable, latest] = [opens, at];
  }
  return vulnerable;
}

function worstOf(found: readonly string[]): string {
  if (found.length === 0) return "none";
  const ranks = found.map((severity) => severities.findIndex((one) => one === severity));
  return ranks.includes(-1) ? "unknown" : (severities[Math.max(...ranks)] ?? "unknown").toLowerCase();
}
