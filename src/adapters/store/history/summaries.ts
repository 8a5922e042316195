/** Counts per fingerprint. Branches and repositories are asked for beside the totals: a list in one column is no common word of both dialects. */
import { timestamp } from "../../../core/identity/timestamp.ts";
import { rows, statement, type Script } from "../script.ts";

interface Total {
  readonly fingerprint: string; readonly failure_class: string; readonly tool: string | null; readonly pattern_name: string;
  readonly count: number; readonly first_seen: number; readonly last_seen: number;
}
interface Place { readonly repo: string; readonly branch: string }

const MOST_PLACES = 200;

const totalsWhere = (name: string, condition: string) => statement<Total>(name, `
  select fingerprint, min(failure_class) as failure_class, min(tool) as tool, min(pattern_name) as pattern_name,
         count(*) as count, min(seen_at) as first_seen, max(seen_at) as last_seen
  from occurrences ${condition} group by fingerprint order by last_seen desc, count desc, fingerprint limit cast(? as bigint)`);
const totals = totalsWhere("fingerprint_totals", "");
const totalsOf = totalsWhere("fingerprint_totals_of", "where repo = ?");

const placesWhere = (name: string, condition: string) => statement<Place>(name, `
  select repo, branch from occurrences where fingerprint = ? ${condition} group by repo, branch order by max(seen_at) desc, repo, branch limit ${MOST_PLACES}`);
const places = placesWhere("fingerprint_places", "");
const placesOf = placesWhere("fingerprint_places_of", "and repo = ?");

export function* summaries({ repo, most }: { readonly repo?: string; readonly most: number }): Script<readonly object[]> {
  const found = repo === undefined ? yield* rows(totals, most) : yield* rows(totalsOf, repo, most);
  const all: object[] = [];
  for (const total of found) {
    const seen = repo === undefined ? yield* rows(places, total.fingerprint) : yield* rows(placesOf, total.fingerprint, repo);
    all.push({
      ...total, first_seen: timestamp(total.first_seen), last_seen: timestamp(total.last_seen),
      branches: distinct(seen.map(({ branch }) => branch)), repositories: distinct(seen.map((place) => place.repo)),
    });
  }
  return all;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
