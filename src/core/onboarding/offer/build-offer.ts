/** The one pull request that asks whether Regreen is wanted: what it would have mended, what was found, how to go on, how to say no. */
import { configurationPath } from "../../configuration/configuration-path.ts";
import type { RepositoryName } from "../../identity/identifier.ts";
import { cell, fenced, shorten } from "../../pull-request/neutral-text.ts";
import type { Layout, Sign } from "../detect/layout.ts";
import { sizesText, type PullSizes } from "../detect/pull-sizes.ts";
import { onboardingMarker } from "../onboarding.ts";
import { pastText, type Past } from "../past/past-table.ts";
import { newFileLink } from "../workflow/new-file-link.ts";

export interface OfferFacts {
  readonly repository: RepositoryName;
  readonly defaultBranch: string;
  readonly layout: Layout;
  readonly pulls: PullSizes | null;
  readonly past: Past;
  /** The fix workflow with this project's set-up; null: one is there already. */
  readonly workflow: string | null;
  /** Address of GitHub's pages; null: none is configured. */
  readonly webUrl: string | null;
}

export const fixWorkflowFile = ".github/workflows/regreen-fix.yml";

/** GitHub takes 65,536 characters. */
const LONGEST_BODY = 60_000;

/** Same input, same bytes. */
export function buildOffer(facts: OfferFacts): { readonly title: string; readonly body: string } {
  const parts = [onboardingMarker, inShort, past(facts), nextSteps(facts), found(facts), goodbye];
  return { title: "Set up Regreen", body: shorten(parts.join("\n\n"), LONGEST_BODY) };
}

const inShort = [
  `Regreen was installed here: it turns red CI green again with fixed recipes, each in a job without write access, and proposes every change as a pull request. This one adds ${"`"}${configurationPath}${"`"}, fitted to what is in this repository.`,
  "**Nothing happens until it is merged.** Close it, and Regreen stays off here and says nothing more.",
].join("\n\n");

function past(facts: OfferFacts): string {
  return `### What Regreen would have mended\n\n${pastText(facts.past, facts)}`;
}

function nextSteps({ workflow, webUrl, repository, defaultBranch }: OfferFacts): string {
  const merge = `1. **Merge this.** Every line of ${"`"}${configurationPath}${"`"} says why it is as it is; change what you like first.`;
  if (workflow === null) return ["### How to go on", "", merge, `2. The workflow that mends, ${"`"}${fixWorkflowFile}${"`"}, is there already.`].join("\n");
  const link = webUrl === null ? null : newFileLink(webUrl, { repository, branch: defaultBranch, path: fixWorkflowFile, content: workflow });
  const place = link === null ? `as ${"`"}${fixWorkflowFile}${"`"}` : link.filled ? `by [this page, which is filled in](${link.url}): press *Commit changes*` : `by [this page](${link.url}), with the text below`;
  const why = "Regreen does not ask for the permission to change workflows, so a person adds the one that mends";
  const shown = link?.filled === true ? [] : ["", `<details><summary>${fixWorkflowFile}</summary>\n\n${fenced(workflow, "yaml")}\n\n</details>`];
  return ["### How to go on", "", merge, `2. **Add the workflow.** ${why}: ${place}. Its job may read the contents, and nothing else. Until it is there, a check ${"`"}regreen/fix-job${"`"} on each red commit says that it is missing.`, ...shown].join("\n");
}

const KINDS: readonly (readonly [string, (layout: Layout) => readonly Sign[]])[] = [
  ["languages", ({ languages }) => languages], ["package managers", ({ packageManagers }) => packageManagers], ["several packages", ({ workspaces }) => workspaces], ["tests", ({ testRunners }) => testRunners],
  ["linters", ({ linters }) => linters], ["formatters", ({ formatters }) => formatters], ["coverage", ({ coverage }) => coverage], ["CI", ({ ci }) => ci],
];

function found({ layout, pulls }: OfferFacts): string {
  const rows = KINDS.flatMap(([what, signs]) => (signs(layout).length === 0 ? [] : [`| ${what} | ${signs(layout).slice(0, 12).map(({ name, because }) => `${name} (${cell(because)})`).join(", ")} |`]));
  const sizes = pulls === null ? [] : [`| pull requests | ${sizesText(pulls)} |`];
  if (rows.length + sizes.length === 0) return "### What was found here\n\nNothing that Regreen knows by its files.";
  return ["### What was found here", "", "| | |", "|---|---|", ...rows, ...sizes].join("\n");
}

const goodbye = "### No, thanks\n\nClose this pull request. Regreen then does nothing here, and does not ask again. Whoever changes their mind later runs `regreen init`, or adds the file by hand. To take Regreen away altogether, uninstall the App in the repository's settings.";
