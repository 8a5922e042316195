/** The files that `regreen init` writes, and what stands in their places now. */
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readTemplate } from "../../adapters/workflows/read-templates.ts";
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import { Fault } from "../../core/fault/fault.ts";
import { writeConfiguration, type ConfigurationFacts } from "../../core/onboarding/configuration/write-configuration.ts";
import type { GitSha } from "../../core/identity/identifier.ts";
import { fixWorkflowFile } from "../../core/onboarding/offer/build-offer.ts";
import { tailorWorkflow } from "../../core/onboarding/workflow/tailor-workflow.ts";

/** `app`: the App does the rest. `action`: workflows alone, without a server. */
export type Surface = "app" | "action";

/** Their templates. The fix workflow of both is installed under one name, since a repository has one of them; the App needs no workflow to hear comments. */
const WORKFLOWS: Readonly<Record<Surface, readonly { readonly path: string; readonly template: string }[]>> = {
  app: [{ path: fixWorkflowFile, template: "regreen-fix.yml" }],
  action: [{ path: fixWorkflowFile, template: "alone/regreen-fix.yml" }, { path: ".github/workflows/regreen-comment.yml", template: "alone/regreen-comment.yml" }],
};

/** What is written only where it is asked for by name. */
export const extras = ["gate", "report", "request"] as const;
export type Extra = (typeof extras)[number];

export interface Wish {
  readonly surface: Surface;
  /** Of the App `request` alone: it gates and reports by itself. */
  readonly extras: readonly Extra[];
  /** The commit of the release; null: zeros, which a person replaces. */
  readonly pin: GitSha | null;
}

export interface InitialFile {
  readonly path: string;
  readonly content: string;
  /** What stands there now; null: nothing. */
  readonly before: Uint8Array | null;
  /** `same`: as it would be written. `kept`: something else, which is left as it is. */
  readonly state: "new" | "same" | "kept" | "replaced";
}

export interface Room { readonly checkout: string; readonly force: boolean }

/** The configuration first. Fault `environment-missing` when the templates did not come with the program, `file-refused` where something else than a file stands. */
export async function initialFiles(facts: ConfigurationFacts, wish: Wish, { checkout, force }: Room): Promise<readonly InitialFile[]> {
  const wanted = [...WORKFLOWS[wish.surface], ...wish.extras.map((extra) => ({ path: `.github/workflows/regreen-${extra}.yml`, template: `${wish.surface === "action" ? "alone/" : ""}regreen-${extra}.yml` }))];
  const workflows = await Promise.all(wanted.map(async ({ path, template }) => ({ path, content: pinned(tailorWorkflow(await readTemplate(template), facts), wish.pin) })));
  const configuration = { path: configurationPath, content: writeConfiguration({ ...facts, ...(wish.extras.includes("gate") ? { gate: "all" as const } : {}) }) };
  return [configuration, ...workflows].map((file) => ({ ...file, ...placeOf(join(checkout, file.path), { ...file, force }) }));
}

function pinned(workflow: string, pin: GitSha | null): string {
  return pin === null ? workflow : workflow.replaceAll(`@${"0".repeat(40)}`, `@${pin}`);
}

function placeOf(file: string, { path, content, force }: { readonly path: string; readonly content: string; readonly force: boolean }): Pick<InitialFile, "before" | "state"> {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return { before: null, state: "new" };
  if (!stat.isFile()) throw new Fault("file-refused", { detail: `${path} is not a regular file` });
  const before = readFileSync(file);
  if (before.equals(Buffer.from(content))) return { before, state: "same" };
  return { before, state: force ? "replaced" : "kept" };
}
