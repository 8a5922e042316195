/** Reads what the onboarding pull request is made of: the layout of the default branch, the sizes of merged pull requests, the workflow. */
import { writeConfiguration } from "../../core/onboarding/configuration/write-configuration.ts";
import { detectLayout } from "../../core/onboarding/detect/detect-layout.ts";
import { pullSizes, type PullSize, type PullSizes } from "../../core/onboarding/detect/pull-sizes.ts";
import { MOST_BYTES, wantedFiles } from "../../core/onboarding/detect/wanted-files.ts";
import type { Ask } from "../../core/onboarding/decide-onboarding.ts";
import { buildOffer, fixWorkflowFile } from "../../core/onboarding/offer/build-offer.ts";
import { tailorWorkflow } from "../../core/onboarding/workflow/tailor-workflow.ts";
import { Fault } from "../../core/fault/fault.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import type { Repair, Repository } from "../../core/repair/repair.ts";
import type { TreeEntry } from "../../ports/github.ts";
import type { StepContext } from "./context.ts";

/** Merged pull requests whose size is read. */
const MOST_PULLS = 20;

interface Through { readonly asking: NonNullable<StepContext["onboarding"]>; readonly context: StepContext }

export async function readOffer(repair: Repair, head: GitSha, { asking, context }: Through): Promise<Omit<Ask, "head">> {
  const { repository } = repair.subject;
  const [entries, pulls] = await Promise.all([readTree(repository, head, context), readSizes(repository, { asking, context })]);
  const paths = entries.map(({ path }) => path);
  const layout = detectLayout({ paths, contents: await readContents(repository, entries, { head, context }) });
  const workflow = paths.includes(fixWorkflowFile) ? null : tailorWorkflow(asking.fixWorkflow, { layout, paths });
  const { default_branch: defaultBranch, name } = repository;
  const past = { looked: repair.onboarding?.looked ?? 0, runs: repair.onboarding?.runs ?? [] };
  return { ...buildOffer({ repository: name, defaultBranch, layout, pulls, past, workflow, webUrl: context.webUrl }), configuration: writeConfiguration({ layout, paths, defaultBranch, pulls }) };
}

/** Regular files. A tree that is too large for one answer is looked at by its root alone. */
async function readTree(repository: Repository, head: GitSha, { reader }: StepContext): Promise<readonly TreeEntry[]> {
  const entries = await reader.tree(repository, head).catch((thrown: unknown) => {
    if (thrown instanceof Fault && thrown.code === "github-invalid") return reader.folder(repository, "", head);
    throw thrown;
  });
  return entries.filter(({ type, mode }) => type === "blob" && (mode === "100644" || mode === "100755"));
}

async function readContents(repository: Repository, entries: readonly TreeEntry[], { head, context: { reader } }: { readonly head: GitSha; readonly context: StepContext }): Promise<ReadonlyMap<string, string>> {
  const small = new Set(entries.filter(({ size }) => size === null || size <= MOST_BYTES).map(({ path }) => path));
  const contents = new Map<string, string>();
  for (const path of wantedFiles(entries.map((entry) => entry.path)).filter((wanted) => small.has(wanted))) {
    const bytes = await reader.file(repository, path, head);
    if (bytes !== null) contents.set(path, new TextDecoder().decode(bytes));
  }
  return contents;
}

async function readSizes(repository: Repository, { asking, context }: Through): Promise<PullSizes | null> {
  const sizes: PullSize[] = [];
  for (const { number } of await asking.reader.mergedPulls(repository, MOST_PULLS)) {
    const files = await context.reader.pullFiles(repository, number);
    sizes.push({ files: files.length, lines: files.reduce((sum, { additions, deletions }) => sum + additions + deletions, 0) });
  }
  return pullSizes(sizes);
}
