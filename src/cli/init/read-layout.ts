/** What the checkout is made of, as its working tree stands. */
import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultBranchOf, mergedPullSizes } from "../../adapters/git/history.ts";
import { workingFiles } from "../../adapters/git/checkout.ts";
import type { ConfigurationFacts } from "../../core/onboarding/configuration/write-configuration.ts";
import { detectLayout } from "../../core/onboarding/detect/detect-layout.ts";
import { pullSizes } from "../../core/onboarding/detect/pull-sizes.ts";
import { MOST_BYTES, wantedFiles } from "../../core/onboarding/detect/wanted-files.ts";

/** A checkout without a commit has no pull requests. Fault `checkout-unreadable` outside of a checkout. */
export async function readLayoutOf(checkout: string): Promise<ConfigurationFacts> {
  const [paths, defaultBranch, sizes] = await Promise.all([workingFiles(checkout), defaultBranchOf(checkout), mergedPullSizes(checkout).catch(() => [])]);
  const contents = new Map(wantedFiles(paths).flatMap((path) => textAt(checkout, path)));
  return { layout: detectLayout({ paths, contents }), paths, defaultBranch, pulls: pullSizes(sizes) };
}

/** A regular file alone: a link may lead anywhere. */
function textAt(checkout: string, path: string): readonly (readonly [string, string])[] {
  const file = join(checkout, path);
  const stat = lstatSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size <= MOST_BYTES ? [[path, readFileSync(file, "utf8")]] : [];
}
