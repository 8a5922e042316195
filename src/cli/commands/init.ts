/** `regreen init`: looks at what the checkout is made of, and writes the configuration and the workflow that fit it. Nothing that is there is overwritten unless that is asked for. */
import { realpathSync } from "node:fs";
import { findCheckout } from "../../adapters/git/checkout.ts";
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import { GitSha } from "../../core/identity/identifier.ts";
import type { ConfigurationFacts } from "../../core/onboarding/configuration/write-configuration.ts";
import type { Layout, Sign } from "../../core/onboarding/detect/layout.ts";
import { sizesText } from "../../core/onboarding/detect/pull-sizes.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { exitCode } from "../exit-code.ts";
import { applyChange } from "../fix/apply-change.ts";
import { extras, initialFiles, type Extra, type InitialFile, type Wish } from "../init/wanted-files.ts";
import { readLayoutOf } from "../init/read-layout.ts";
import { plainText } from "../plain-text.ts";
import { stateFolderPath } from "../state-folder.ts";
import { UsageError } from "../usage-error.ts";

const usage = `
Usage: regreen init [--app | --action] [--with gate,report,request] [--pin <commit>]
                    [--dry-run] [--force] [--json]

Looks at the files of this checkout (languages, package managers, tests, linters,
formatters, coverage, CI, several packages) and writes what Regreen needs, fitted
to them: .github/regreen.yml and .github/workflows/regreen-fix.yml; with --action
.github/workflows/regreen-comment.yml too. A file that is there already is left as
it is. Nothing is run, and nothing leaves this machine.

  --app       the workflow for the GitHub App, which starts it (the default)
  --action    the workflows for a repository without a server: one mends (its first
              job only reads, its second writes and runs nothing of the repository),
              one answers comments that begin with /autofix
  --with      what else. Nothing unless you say so; gate and report speak to people
              who did not ask, and belong to --action (the App does both by itself):
                gate     regreen-gate.yml, which judges everybody's pull requests
                         (gate: {govern: all} is written into the configuration)
                report   regreen-report.yml, which keeps one issue a week about what
                         was red
                request  regreen-request.yml, which asks for something by the button
                         "Run workflow", gh workflow run, or another workflow
  --pin       the commit of the release to use, 40 characters; without it zeros stand
              where it belongs
  --dry-run   write nothing; print the files
  --force     write files anew that are there already
  --json      one JSON object: what was found, and each file with its content

Examples:
  regreen init --dry-run
  regreen init --action && git add .github && git commit -m "Add Regreen"
  regreen init --action --with gate,report
`;

export const init: Command = {
  name: "init",
  summary: "look at this checkout and write the configuration and workflow that fit it",
  usage,
  async run(argv, io) {
    const options = { app: { type: "boolean" }, action: { type: "boolean" }, with: { type: "string", multiple: true }, pin: { type: "string" }, "dry-run": { type: "boolean" }, force: { type: "boolean" }, json: { type: "boolean" } } as const;
    const { values } = readArguments(argv, { command: "init", options, positionals: { least: 0, most: 0 } });
    if (values.app === true && values.action === true) throw new UsageError("--app and --action are two ways to run it", "Name one of them.");
    const wish: Wish = { surface: values.action === true ? "action" : "app", extras: extrasIn(values.with ?? []), pin: pinIn(values.pin) };
    if (wish.surface === "app" && wish.extras.some((extra) => extra !== "request")) throw new UsageError("--with gate and --with report are for a repository without a server; the App gates and reports by itself", "regreen init --action --with gate,report; with the App, write gate: {govern: all} into .github/regreen.yml.");
    const checkout = realpathSync(await findCheckout(io.directory));
    const facts = await readLayoutOf(checkout);
    const files = await initialFiles(facts, wish, { checkout, force: values.force === true });
    const told: Told = { ...wish, isDry: values["dry-run"] === true };
    if (!told.isDry) write(files, { checkout, state: stateFolderPath(io.environment) });
    io.stdout.write(values.json === true ? `${JSON.stringify(asJson(facts, files, told), null, 2)}\n` : plainText(textOf(facts, files, told)));
    return exitCode.done;
  },
};

/** `gate,report`, in our order, once each. Throws UsageError for another name. */
function extrasIn(given: readonly string[]): readonly Extra[] {
  const names = given.flatMap((list) => list.split(",")).map((name) => name.trim());
  const strange = names.find((name) => !extras.some((extra) => extra === name));
  if (strange !== undefined) throw new UsageError(`--with does not know "${strange}"`, `It knows: ${extras.join(", ")}.`);
  return extras.filter((extra) => names.includes(extra));
}

function pinIn(given: string | undefined): GitSha | null {
  if (given === undefined) return null;
  const sha = GitSha.safeParse(given);
  if (!sha.success) throw new UsageError(`--pin is "${given}", and wants a whole commit: 40 characters from 0 to f`, "git ls-remote says it of a release: git ls-remote https://github.com/regreen/regreen v1.0.0");
  return sha.data;
}

interface Told extends Wish { readonly isDry: boolean }

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
    nextText(files, told),
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

function nextText(files: readonly InitialFile[], { surface, extras: asked, pin }: Told): string {
  const where = files.length === 2 ? "the workflow" : "the workflows";
  const put = pin === null ? `in ${where}, put the release's commit where the zeros are (uses: regreen/regreen@000…, or --pin); ` : "";
  if (surface === "app") return `Next: ${put}commit ${files.length === 2 ? "both" : "all of it"} to the default branch; install the App on the repository.`;
  const keptConfiguration = files.some(({ path, state }) => path === configurationPath && state === "kept");
  const steps = [
    `Next: ${put}commit all of it to the default branch. No server is needed.`,
    ...(asked.includes("gate") ? [`The gate: ${keptConfiguration ? "write gate: {govern: all} into .github/regreen.yml; " : ""}require its check regreen/gate in the rules of the branch, else it says its verdict and keeps nobody from merging.`] : []),
    ...(asked.length === extras.length ? [] : [`There are also: ${extras.filter((extra) => !asked.includes(extra)).map((extra) => `--with ${extra} (${EXTRAS[extra]})`).join(", ")}.`]),
  ];
  return steps.join("\n");
}

const EXTRAS: Readonly<Record<Extra, string>> = { gate: "judges everybody's pull requests", report: "one issue a week about what was red", request: "asks by the button Run workflow" };
