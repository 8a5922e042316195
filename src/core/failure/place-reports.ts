/**
 * Tools name files from where they run: a step's `working-directory`, `cd packages/a`, a runner of several packages. Against the commit's list of
 * files such a path is found again, or it is said that it cannot be: a repair of a file of the same name elsewhere would be worse than none.
 */
import { pathProblem } from "../fix/path-rules.ts";
import type { FailureReport, UnplacedFile } from "./report.ts";

/** `tree`: every file of the commit, relative, with forward slashes. */
export function placeReports(reports: readonly FailureReport[], tree: ReadonlySet<string>): readonly FailureReport[] {
  if (reports.every(({ file_paths, folder }) => folder === undefined && file_paths.every((path) => tree.has(path)))) return reports;
  const bySuffix = Map.groupBy(tree, (path) => path.slice(path.lastIndexOf("/") + 1));
  return reports.map((report) => placeReport(report, { tree, bySuffix }));
}

interface Commit {
  readonly tree: ReadonlySet<string>;
  /** Paths by the name of their file. */
  readonly bySuffix: ReadonlyMap<string, readonly string[]>;
}

function placeReport(report: FailureReport, commit: Commit): FailureReport {
  const sound = report.file_paths.filter((path) => pathProblem(path) === null);
  const places = placesOf(sound, report.folder, commit);
  if (places.size === 0) return report;
  const unplaced = [...places].flatMap(([path, place]) => (typeof place === "string" ? [] : [{ path, reason: place.reason }]));
  const placed = (path: string): string => {
    const place = places.get(path);
    return typeof place === "string" ? place : path;
  };
  return {
    ...report,
    file_paths: [...new Set(report.file_paths.map(placed))],
    locations: report.locations.map((location) => ({ ...location, file: placed(location.file) })),
    ...(unplaced.length === 0 ? {} : { unplaced }),
  };
}

type Place = string | Pick<UnplacedFile, "reason">;

/** Where those lie that are not where they are named. What the commands say of their folder comes before what the commit's names suggest. */
function placesOf(paths: readonly string[], folder: string | undefined, { tree, bySuffix }: Commit): ReadonlyMap<string, Place> {
  const inFolder = (path: string): string => `${folder ?? ""}/${path}`;
  if (folder !== undefined && paths.length > 0 && paths.every((path) => tree.has(inFolder(path)))) return new Map(paths.map((path) => [path, inFolder(path)]));
  const missing = paths.filter((path) => !tree.has(path));
  const common = commonFolders(missing, bySuffix);
  return new Map(missing.map((path) => {
    if (folder !== undefined && tree.has(inFolder(path))) return [path, inFolder(path)];
    const folders = common.length > 0 ? common : foldersWith(path, bySuffix);
    const [only, other] = folders;
    if (only === undefined) return [path, { reason: "and no file of the commit ends so" }];
    return [path, other === undefined ? `${only}/${path}` : { reason: `which is a file of ${folders.slice(0, 3).join(", ")}${folders.length > 3 ? ` and ${folders.length - 3} more` : ""}: the log does not tell of which (run the tool from the repository's root, or begin the step with \`cd ${only}\`)` }];
  }));
}

/** The folders in which all of the paths are files. */
function commonFolders(paths: readonly string[], bySuffix: Commit["bySuffix"]): readonly string[] {
  const [first, ...rest] = paths.map((path) => foldersWith(path, bySuffix));
  return (first ?? []).filter((folder) => rest.every((folders) => folders.includes(folder)));
}

function foldersWith(path: string, bySuffix: Commit["bySuffix"]): readonly string[] {
  const named = bySuffix.get(path.slice(path.lastIndexOf("/") + 1)) ?? [];
  return named.filter((known) => known.endsWith(`/${path}`)).map((known) => known.slice(0, -path.length - 1)).toSorted();
}
