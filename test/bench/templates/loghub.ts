/** The loghub samples of a corpus folder: 2,000 lines of each of sixteen systems, with the template of each line (Zhu et al., ISSRE 2023). */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Sample { readonly system: string; readonly bytes: Buffer; readonly truth: readonly string[] }

export function readLoghub(corpus: string): readonly Sample[] {
  const folder = join(corpus, "loghub");
  if (!existsSync(folder)) return [];
  const systems = readdirSync(folder).filter((system) => existsSync(join(folder, system, `${system}_2k.log_structured.csv`))).sort();
  return systems.map((system) => ({
    system,
    bytes: readFileSync(join(folder, system, `${system}_2k.log`)),
    truth: eventIds(readFileSync(join(folder, system, `${system}_2k.log_structured.csv`), "utf8")),
  }));
}

function eventIds(csv: string): readonly string[] {
  const [head = [], ...rows] = rowsOf(csv);
  const column = head.indexOf("EventId");
  return rows.filter((row) => row.length > column).map((row) => row[column] ?? "");
}

/** RFC 4180. */
function rowsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end !== ",") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
