/** The `.github/regreen.yml` that fits a project: valid by our own schema, each line with why it is so; what should be a person's decision stands in a comment, off. Same input, same bytes. */
import { stringify } from "yaml";
import { visible } from "../../pull-request/neutral-text.ts";
import type { Layout, Sign } from "../detect/layout.ts";
import { sizesText, type PullSizes } from "../detect/pull-sizes.ts";
import { suggestPolicy } from "./suggest-policy.ts";

export interface ConfigurationFacts {
  readonly layout: Layout;
  /** Of all files, for the policies that fit. */
  readonly paths: readonly string[];
  readonly defaultBranch: string;
  /** Null: not known, or nothing was merged yet. */
  readonly pulls: PullSizes | null;
  /** The gate over everybody's pull requests was asked for; without it only Regreen's own are judged. */
  readonly gate?: "all";
}

const WIDTH = 110;
const MOST_NAMED = 12;

export function writeConfiguration(facts: ConfigurationFacts): string {
  return `${[head(facts.layout), react(facts), fix(facts), skills(facts.layout), policies(facts.paths), ...gate(facts), limits(facts), rest].join("\n\n")}\n`;
}

function head(layout: Layout): string {
  const found = ([
    ["languages", layout.languages], ["packages", layout.packageManagers], ["several packages", layout.workspaces], ["tests", layout.testRunners],
    ["linters", layout.linters], ["formatters", layout.formatters], ["coverage", layout.coverage], ["CI", layout.ci],
  ] as const).flatMap(([what, signs]) => (signs.length === 0 ? [] : [comment(`${what}: ${listed(signs)}`, "", "  ")]));
  return [
    comment("What Regreen may do in this repository. It is read from the default branch only. Every line but `version` may be changed or taken away; `regreen schema configuration` describes them all."),
    comment(found.length === 0 ? "Nothing that Regreen knows by its files was found here." : "Found here:"), ...found, "version: 1",
  ].join("\n");
}

function react({ layout, defaultBranch }: ConfigurationFacts): string {
  const others = layout.branches.filter(({ name }) => name !== defaultBranch);
  const why = [`${defaultBranch} is the default branch`, ...others.map(({ name, because }) => `${name} is built by ${because}`)].join("; ");
  return [
    "react:", comment(`Red checks on these branches are looked at: ${why}.`, "  "), `  branches: ${flow([defaultBranch, ...others.map(({ name }) => name)])}`,
    comment("propose: a pull request of its own. push: into the red pull request's branch. suggest: says what it would do. off.", "  "), "  default_branch: propose", "  pull_requests: propose",
  ].join("\n");
}

function fix({ layout: { vendored } }: ConfigurationFacts): string {
  const max = [comment("Skills are as hard as 1 to 5; harder ones than this are handed to a person.", "  "), "  max_complexity: 2"];
  if (vendored.length === 0) return ["fix:", ...max].join("\n");
  const why = comment(`Never touched, beside lockfiles, workflows and the like, which are protected always: ${vendored.map(({ because }) => because).join("; ")}.`, "  ");
  return ["fix:", ...max, why, `  protected: ${flow(vendored.map(({ name }) => name))}`].join("\n");
}

function skills({ skills: { ready, optIn } }: Layout): string {
  const shown = (signs: readonly Sign[]): readonly string[] => signs.map(({ name, because }) => comment(`  ${name}: ${because}`, "  ", "    "));
  const on = ready.length === 0 ? [comment("No tool was found here that a skill answers to by itself.", "  ")] : [comment("These answer here without being named; `disable: [name]` turns one off.", "  "), ...shown(ready)];
  const off = optIn.length === 0 ? [] : [comment("These would fit too, and run only where they are named, because they change what is installed or what is expected:", "  "), ...shown(optIn)];
  return ["skills:", ...on, ...off, "  opt_in: []"].join("\n");
}

function policies(paths: readonly string[]): string {
  const others = suggestPolicy(paths).reasons.filter((reason) => !reason.startsWith("default:"));
  return [comment("What a repair must satisfy before it may be merged; the check `regreen/policy` says what holds and what not."), ...others.map((reason) => comment(`Would fit too: ${reason}.`, "", "  ")), "policies: [default]"].join("\n");
}

function gate({ gate: asked }: ConfigurationFacts): readonly string[] {
  if (asked === undefined) return [];
  return [[comment("Everybody's pull requests are judged, not Regreen's own alone. `mode: observe` says what would be denied, and denies nothing."), "gate: {govern: all, mode: enforce}"].join("\n")];
}

function limits({ pulls }: ConfigurationFacts): string {
  const used = pulls === null ? [] : [comment(`For comparison: ${sizesText(pulls)}. A repair is never larger than its skill allows, and the policy allows 400 lines in 100 files.`, "  ")];
  return ["limits:", ...used, comment("What is beyond waits.", "  "), "  open_pull_requests: 3", "  pull_requests_per_hour: 2", comment("Minutes of GitHub Actions for fix jobs.", "  "), "  actions_minutes_per_day: 60"].join("\n");
}

const rest = `# Each repair adds an entry here, so that the repository itself says what was changed by whom. \`style: off\` for none.
modlog: {style: file, path: ModLog.md}

# A pull request with this label is left alone.
labels: {applied: [regreen], skip: no-autofix}`;

/** `[main, "release/*"]`, as YAML writes it: a name from outside stays one name. */
function flow(names: readonly string[]): string {
  return stringify(names.map(visible), { collectionStyle: "flow", flowCollectionPadding: false, lineWidth: 0 }).trim();
}

function listed(signs: readonly Sign[]): string {
  const more = signs.length - MOST_NAMED;
  return `${signs.slice(0, MOST_NAMED).map(({ name, because }) => `${name} (${because})`).join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}

/** Paths come from outside: no line break, no character that is not seen. */
function plain(text: string): string {
  return visible(text).replace(/\s+/g, " ").trim();
}

/** Comment lines no wider than a screen, the first as far in as the text is; `hang` is put before the others. */
function comment(text: string, indent = "", hang = ""): string {
  const lines: string[] = [];
  for (const word of plain(text).split(" ")) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(`${/^ */.exec(text)?.[0] ?? ""}${word}`);
    else if (last.length + word.length + 1 > WIDTH) lines.push(`${hang}${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map((line) => `${indent}# ${line}`).join("\n");
}
