/** `uses:` → what will run: an action of the workspace, one that is downloaded, or one of GitHub's own that is built in here. */
import { join } from "node:path";
import type { JobState } from "../job/job-state.ts";
import { readActionManifest, type ActionManifest } from "./action-manifest.ts";
import { checkout } from "./checkout.ts";
import { download } from "./download.ts";
import { setUpNode, setUpPython } from "./set-up-tool.ts";
import type { BuiltIn } from "./built-in.ts";

export type FoundAction =
  | { readonly kind: "built-in"; readonly uses: string; readonly run: BuiltIn }
  | { readonly kind: "javascript"; readonly uses: string; readonly folder: string; readonly manifest: ActionManifest; readonly repository: string; readonly ref: string }
  /** Read when its step begins: a step before may have checked it out. */
  | { readonly kind: "local"; readonly uses: string; readonly folder: string };

const builtIn: Readonly<Record<string, BuiltIn>> = { "actions/checkout": checkout, "actions/setup-node": setUpNode, "actions/setup-python": setUpPython };

/** Downloads what must be there before the first step. Throws in GitHub's words when an action is not to be had. */
export async function findAction(state: JobState, uses: string): Promise<FoundAction> {
  if (uses.startsWith("./")) return { kind: "local", uses, folder: join(state.folders.workspace, uses) };
  const match = /^([\w.-]+\/[\w.-]+)((?:\/[\w.-]+)*)@([\w./-]+)$/.exec(uses);
  if (match === null) throw new Error(`Unable to resolve action \`${uses}\`: this runner runs owner/repository@ref and ./path (docker:// is not supported)`);
  const [, repository = "", path = "", ref = ""] = match;
  const run = builtIn[repository];
  if (run !== undefined) {
    state.log.write(`Use built-in action '${repository}' for '${uses}'`);
    return { kind: "built-in", uses, run };
  }
  const folder = await download(state, repository, ref);
  return { kind: "javascript", uses, folder: join(folder, path), manifest: readActionManifest(join(folder, path), uses), repository, ref };
}
