/** What a project is made of: its files and manifests, held against the table of signs. Pure; each finding names the file that shows it. */
import picomatch from "picomatch";
import { builtBranches, checkingWorkflows } from "./branches.ts";
import { languagesOf } from "./languages.ts";
import type { Language, Layout, ProjectFiles, Sign } from "./layout.ts";
import { keysUnder, readManifest, type Manifest } from "./manifests.ts";
import { signRules, type SignKind, type SignRule } from "./sign-rules.ts";
import { isBeside, isVendored, vendoredFolders } from "./vendored.ts";
import { workspacesOf } from "./workspaces.ts";

interface Found { readonly rule: SignRule; readonly sign: Sign }

export function detectLayout({ paths, contents }: ProjectFiles): Layout {
  const own = paths.filter((path) => !isVendored(path)).toSorted(nearerFirst);
  const telling = own.filter((path) => !isBeside(path));
  const manifests = [...contents].filter(([path]) => !isVendored(path) && !isBeside(path)).toSorted(([one], [other]) => nearerFirst(one, other)).map(([path, text]) => readManifest(path, text));
  const languages = languagesOf(own);
  const found = findSigns({ paths: telling, manifests, languages });
  const of = (kind: SignKind): readonly Sign[] => once(found.filter(({ rule }) => rule.kind === kind).map(({ sign }) => sign));
  return {
    languages,
    packageManagers: of("packageManagers"), testRunners: of("testRunners"), linters: of("linters"), formatters: of("formatters"), coverage: of("coverage"), ci: of("ci"),
    workspaces: workspacesOf(telling, manifests), vendored: vendoredFolders(paths), branches: builtBranches(manifests), workflows: checkingWorkflows(manifests),
    skills: { ready: skillsOf(found, "skills"), optIn: skillsOf(found, "optIn") },
  };
}

interface Telling {
  readonly paths: readonly string[];
  readonly manifests: readonly Manifest[];
  readonly languages: readonly Language[];
}

function findSigns({ paths, manifests, languages }: Telling): readonly Found[] {
  const found: Found[] = [];
  for (const rule of signRules) {
    if (rule.language !== undefined && !languages.some(({ name }) => name === rule.language)) continue;
    if (rule.unless?.some((name) => found.some(({ sign }) => sign.name === name)) === true) continue;
    const because = whereShown(rule, paths, manifests);
    if (because !== null) found.push({ rule, sign: { name: rule.name, because } });
  }
  return found;
}

/** The file that shows it; null: nothing does. */
function whereShown(rule: SignRule, paths: readonly string[], manifests: readonly Manifest[]): string | null {
  const isNamed = rule.files === undefined ? () => false : picomatch([...rule.files], { dot: true });
  const isRead = rule.text === undefined ? () => false : picomatch([...rule.text.files], { dot: true });
  const shows = ({ path, ecosystem, dependencies, document, text }: Manifest): boolean =>
    (ecosystem !== "other" && rule[ecosystem]?.some((name) => dependencies.has(name)) === true)
    || (rule.tool !== undefined && path.endsWith("pyproject.toml") && keysUnder(document, "tool").includes(rule.tool))
    || (isRead(path) && rule.text?.pattern.test(text) === true);
  return paths.find((path) => isNamed(path)) ?? manifests.find(shows)?.path ?? null;
}

function skillsOf(found: readonly Found[], list: "skills" | "optIn"): readonly Sign[] {
  return once(found.flatMap(({ rule, sign }) => (rule[list] ?? []).map((name) => ({ name, because: `${sign.name}: ${sign.because}` }))));
}

function once(signs: readonly Sign[]): readonly Sign[] {
  return signs.filter(({ name }, index) => signs.findIndex((other) => other.name === name) === index);
}

function nearerFirst(one: string, other: string): number {
  return one.split("/").length - other.split("/").length || (one < other ? -1 : one === other ? 0 : 1);
}
