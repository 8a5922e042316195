/** Advisories that the operator names: a file in OSV's form (or a folder of them), or an API that answers as https://api.osv.dev does. */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Dependency } from "../../core/policy/dependencies/dependency.ts";
import { Advisories, type Advisory } from "../../core/policy/dependencies/osv.ts";
import type { AdvisorySource } from "../../ports/advisories.ts";
import type { Log } from "../../ports/log.ts";
import { askJson } from "../http/ask-json.ts";

export interface AdvisoryOptions {
  /** A path, or an https address (http on this machine alone). */
  readonly from: string;
  readonly log: Log;
}

export function openAdvisories({ from, log }: AdvisoryOptions): AdvisorySource {
  return /^https?:\/\//.test(from) ? advisoriesOfApi(from, log) : advisoriesOfFiles(from, log);
}

/** A larger file is not taken into memory: the operator cuts it by ecosystem, as OSV offers its own data. */
const MOST_BYTES = 512 * 1024 * 1024;
const MOST_FILES = 200_000;

/** Read at each question, since the operator exchanges the file while we run; kept as long as it does not change. */
function advisoriesOfFiles(path: string, log: Log): AdvisorySource {
  let kept: { readonly stamp: string; readonly byName: ReadonlyMap<string, readonly Advisory[]> } | null = null;
  return {
    async about(dependencies) {
      try {
        const { mtimeMs, size } = await stat(path);
        const stamp = `${mtimeMs}:${size}`;
        if (kept?.stamp !== stamp) kept = { stamp, byName: indexOf(await readAll(path)) };
        const { byName } = kept;
        return { matched: false, about: dependencies.map((dependency) => ({ dependency, advisories: byName.get(keyOf(dependency)) ?? [] })) };
      } catch (error) {
        log.warn({ path, error }, "advisories cannot be read: vulnerabilities are not known");
        return null;
      }
    },
  };
}

async function readAll(path: string): Promise<readonly Advisory[]> {
  const entry = await stat(path);
  if (!entry.isDirectory()) {
    if (entry.size > MOST_BYTES) throw new Error(`${path} has ${entry.size} bytes, at most ${MOST_BYTES} are read`);
    return Advisories.parse(JSON.parse(await readFile(path, "utf8")));
  }
  const names = (await readdir(path, { recursive: true })).filter((name) => name.endsWith(".json"));
  if (names.length > MOST_FILES) throw new Error(`${path} has ${names.length} files, at most ${MOST_FILES} are read`);
  const all: Advisory[] = [];
  for (const name of names) all.push(...Advisories.parse(JSON.parse(await readFile(join(path, name), "utf8"))));
  return all;
}

function indexOf(advisories: readonly Advisory[]): ReadonlyMap<string, readonly Advisory[]> {
  const byName = new Map<string, Advisory[]>();
  for (const advisory of advisories) {
    for (const key of new Set(advisory.affected.flatMap(({ package: named }) => (named === undefined ? [] : [nameKey(named.ecosystem.split(":")[0] ?? "", named.name)])))) byName.set(key, [...(byName.get(key) ?? []), advisory]);
  }
  return byName;
}

function keyOf({ ecosystem, name }: Dependency): string {
  return nameKey(ecosystem, name);
}

/** PyPI's names are equal in several spellings (PEP 503). */
function nameKey(ecosystem: string, name: string): string {
  return `${ecosystem}:${ecosystem === "PyPI" ? name.replace(/[-_.]+/g, "-").toLowerCase() : name}`;
}

const SECONDS = 10;

/** https://google.github.io/osv.dev/post-v1-query/: asked with a version, it compares by itself. A package without one is asked about by name. */
function advisoriesOfApi(base: string, log: Log): AdvisorySource {
  return {
    async about(dependencies) {
      try {
        const versioned = dependencies.every(({ version }) => version !== null);
        const about = await Promise.all(dependencies.map(async (dependency) => ({ dependency, advisories: await query(base, dependency) })));
        return { matched: versioned, about };
      } catch (error) {
        log.warn({ base, error }, "the advisory service does not answer: vulnerabilities are not known");
        return null;
      }
    },
  };
}

async function query(base: string, { ecosystem, name, version }: Dependency): Promise<readonly Advisory[]> {
  const body = { package: { name, ecosystem }, ...(version === null ? {} : { version: ecosystem === "Go" ? version.replace(/^v/, "") : version }) };
  const answer = await askJson(new URL("v1/query", base.endsWith("/") ? base : `${base}/`), body, SECONDS);
  if (typeof answer !== "object" || answer === null) throw new Error("the answer is no object");
  if ("next_page_token" in answer) throw new Error("the answer has more pages than are read");
  return "vulns" in answer ? Advisories.parse(answer) : [];
}
