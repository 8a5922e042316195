/** `regreen init`: looks at what the checkout is made of, and writes the configuration and the workflow that fit it. Nothing that is there is overwritten unless that is asked for. */
import { realpathSync } from "node:fs";
import { findCheckout } from "../../adapters/git/checkout.ts";
import type { ConfigurationFacts } from "../../core/onboarding/configuration/write-configuration.ts";
import type { Layout, Sign } from "../../core/onboarding/detect/layout.ts";
import { sizesText } from "../../core/onboarding/detect/pull-sizes.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { applyChange } from "../fix/apply-change.ts";
import { initialFiles, type InitialFile, type Surface } from "../init/wanted-files.ts";
import { readLayoutOf } from "../init/read-layout.ts";
import { plainText } from "../plain-text.ts";
import { stateFolderPath } from "../state-folder.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen init [--app | --action] [--dry-run] [--force] [--json]

Looks at the files of this checkout (languages, package managers, tests, linters,
formatters, coverage, CI, several packages) and writes what Regreen needs, fitted
to them: .github/regreen.yml and .github/workflows/regreen-fix.yml; with --action
.github/workflows/regreen-comment.yml too. A file that is there already is left as
it is. Nothing is run, and nothing leaves this machine.

  --app       the workflow for the GitHub App, which starts it (the default)
  --action    the workflows for a repository without a server: one mends (its first
              job only reads, its second writes and runs nothing of the repository),
              one answers comments that begin with /autofix
  --dry-run   write nothing; print the files
  --force     write files anew that are there already
  --json      one JSON object: what was found, and each file with its content

Examples:
  regreen init --dry-run
  regreen init --action && git add .github && git commit -m "Add Regreen"
`;

export const init: Command = {
  name: "init",
  summary: "look at this checkout and write the configuration and workflow that fit it",
  usage,
  async run(argv, io) {
    const options = { app: { type: "boolean" }, action: { type: "boolean" }, "dry-run": { type: "boolean" }, force: { type: "boolean" }, json: { type: "boolean" } } as const;
    const { values } = readArguments(argv, { command: "init", options, positionals: { least: 0, most: 0 } });
    if (values.app === true && values.action === true) throw new UsageError("--app and --action are two ways to run it", "Name one of them.");
    const surface = values.action === true ? "action" : "app";
    const checkout = realpathSync(await findCheckout(io.directory));
    const facts = await readLayoutOf(checkout);
    const files = await initialFiles(facts, { checkout, surface, force: values.force === true });
    const isDry = values["dry-run"] === true;
    if (!isDry) write(files, { checkout, state: stateFolderPath(io.environment) });
    io.stdout.write(values.json === true ? `${JSON.stringify(asJson(facts, files, { surface, isDry }), null, 2)}\n` : plainText(textOf(facts, files, { surface, isDry })));
    return exitCode.done;
  },
};

interface Told { readonly surface: Surface; readonly isDry: boolean }

/** All or none of them. */
function write(files: readonly InitialFile[], place: { readonly checkout: string; readonly state: string }): void {
  const wanted = files.filter(isWritten).map(({ path, before, content }) => ({ path, before, after: Buffer.from(content) }));
  if (wanted.length > 0) applyChange({ ...place, files: wanted });
}

function isWritten({ state }: InitialFile): boolean {
  return state === "new" || state === "replaced";
}

function asJson({ layout, defaultBranch, pulls }: ConfigurationFacts, files: readonly InitialFile[], { surface, isDry }: Told): object {
  return { version: 1, surface, dry_run: isDry, default_branch: defaultBranch, layout, merged_pull_requests: pulls, files: files.map(({ path, state, content }) => ({ path, state, content })) };
}

function textOf(facts: ConfigurationFacts, files: readonly InitialFile[], told: Told): string {
  const written = files.filter(isWritten);
  const kept = files.filter(({ state }) => state === "kept");
  const parts = [
    foundText(facts),
    ...(written.length === 0 ? [] : [`${told.isDry ? "Would write" : "Written"}:\n${written.map(({ path, state }) => `  ${path}${state === "replaced" ? "  (in place of another)" : ""}`).join("\n")}`]),
    ...files.filter(({ state }) => state === "same").map(({ path }) => `${path} is as it would be written.`),
    ...(kept.length === 0 ? [] : [`Left as they are, because they are there already (--force writes them anew; --dry-run --force shows how):\n${kept.map(({ path }) => `  ${path}`).join("\n")}`]),
    ...(told.isDry ? written.map(({ path, content }) => `--- ${path}\n${content.trimEnd()}`) : []),
    nextText(told),
  ];
  return `${parts.join("\n\n")}\n`;
}

const KINDS: readonly (readonly [string, (layout: Layout) => readonly Sign[]])[] = [
  ["languages", ({ languages }) => languages], ["packages", ({ packageManagers }) => packageManagers], ["several packages", ({ workspaces }) => workspaces], ["tests", ({ testRunners }) => testRunners],
  ["linters", ({ linters }) => linters], ["formatters", ({ formatters }) => formatters], ["coverage", ({ coverage }) => coverage], ["CI", ({ ci }) => ci], ["skills", ({ skills }) => skills.ready], ["skills to ask for", ({ skills }) => skills.optIn],
];

function foundText({ layout, pulls }: ConfigurationFacts): string {
  const rows = KINDS.flatMap(([what, signs]) => (signs(layout).length === 0 ? [] : [`  ${what.padEnd(18)}${signs(layout).map(({ name }) => name).join(", ")}`]));
  const sizes = pulls === null ? [] : [`  ${"sizes".padEnd(18)}${sizesText(pulls)}`];
  return rows.length === 0 ? "Nothing that Regreen knows by its files was found here." : `Found here:\n${[...rows, ...sizes].join("\n")}`;
}

function nextText({ surface }: Told): string {
  const pin = "put the release's commit where the zeros are (uses: regreen/regreen@000…)";
  return surface === "app"
    ? `Next: in the workflow, ${pin}; commit both to the default branch; install the App on the repository.`
    : `Next: in both workflows, ${pin}; commit all of it to the default branch. No server is needed.`;
}
