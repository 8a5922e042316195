/** Which of two versions comes first, by the rules of the ecosystem. Null: these two cannot be compared by them. */
import { compare, valid } from "semver";
import type { Ecosystem } from "./dependency.ts";

/** Less than zero where `one` is before `other`. Orders known: semantic versions (npm, crates.io, Go, Pub, Hex), PEP 440 (PyPI), dotted numbers for the rest. */
export function compareVersions(ecosystem: Ecosystem, one: string, other: string): number | null {
  switch (ecosystem) {
    case "npm":
    case "crates.io":
    case "Pub":
    case "Hex":
    case "Go": return semantic(one, other);
    case "PyPI": return pep440(one, other);
    case "NuGet":
    case "RubyGems":
    case "Packagist":
    case "Maven": return dotted(one, other);
    default: return ecosystem satisfies never;
  }
}

/** OSV writes "0" for the very first; Go's versions begin with v. */
function semantic(one: string, other: string): number | null {
  const [a, b] = [one, other].map((text) => valid(text === "0" ? "0.0.0-0" : text.replace(/^v/, "")));
  return a == null || b == null ? null : compare(a, b);
}

/** Numbers with dots alone: qualifiers such as `-beta` have rules of their own in each of these ecosystems. */
function dotted(one: string, other: string): number | null {
  if (![one, other].every((text) => /^\d+(?:\.\d+)*$/.test(text))) return null;
  return compareNumbers(one.split(".").map(Number), other.split(".").map(Number));
}

function compareNumbers(one: readonly number[], other: readonly number[]): number {
  for (let place = 0; place < Math.max(one.length, other.length); place += 1) {
    const difference = (one[place] ?? 0) - (other[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const PEP440 = /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?(?:(?:[-_.]?(?:post|rev|r)[-_.]?(\d*))|-(\d+))?(?:[-_.]?dev[-_.]?(\d*))?(?:\+[a-z0-9._-]+)?$/i;
const preOrder: Readonly<Record<string, number>> = { a: 1, alpha: 1, b: 2, beta: 2, c: 3, rc: 3, pre: 3, preview: 3 };

/** Appendix B of PEP 440: dev before pre-releases before the release before post-releases. Local parts are left aside. */
function pep440(one: string, other: string): number | null {
  const [a, b] = [keyOf(one), keyOf(other)];
  if (a === null || b === null) return null;
  return a.epoch - b.epoch || compareNumbers(a.release, b.release) || compareNumbers(a.rest, b.rest);
}

interface Pep440Key { readonly epoch: number; readonly release: readonly number[]; readonly rest: readonly number[] }

function keyOf(text: string): Pep440Key | null {
  const found = PEP440.exec(text.trim());
  if (found === null) return null;
  const [, epoch, release = "0", pre, preNumber, post, implicitPost, dev] = found;
  const isPost = post !== undefined || implicitPost !== undefined;
  const stage = pre !== undefined ? (preOrder[pre.toLowerCase()] ?? 0) : dev !== undefined && !isPost ? 0 : 4;
  return {
    epoch: Number(epoch ?? 0), release: release.split(".").map(Number),
    rest: [stage, Number(preNumber ?? 0), isPost ? 1 : 0, Number(post ?? implicitPost ?? 0), dev === undefined ? 1 : 0, Number(dev ?? 0)],
  };
}
