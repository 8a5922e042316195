/** Runs the post-checks of a plan on the checkout as it would be with other contents: on a copy, in the sandbox, before anything is written. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CheckComparison } from "../core/fix/result.ts";
import { copyCheckout } from "./copy-checkout.ts";
import type { ExecutionRequest } from "./execution.ts";
import { runChecks } from "./run-checks.ts";
import type { Workplace } from "./run-command.ts";
import { modulesAbove, setupResults } from "./setup-results.ts";

/** Faults `checkout-unreadable`, `sandbox-unavailable`; throws Refusal where a tool is missing. A path whose content is null is taken away. */
export async function checkContents(asked: ExecutionRequest, contents: ReadonlyMap<string, Uint8Array | null>): Promise<readonly CheckComparison[]> {
  const request = { ...asked, checkout: realpathSync(asked.checkout) };
  mkdirSync(request.scratchRoot, { recursive: true });
  const scratch = realpathSync(mkdtempSync(join(request.scratchRoot, "scratch-")));
  try {
    const [, setup] = await Promise.all([copyCheckout(request, scratch), setupResults(request.checkout, request.machine.git)]);
    const place: Workplace = { request, scratch, transcript: [], registryUse: [], readable: [...setup.map((path) => join(request.checkout, path)), ...modulesAbove(request.checkout)] };
    const before = await runChecks(place, request.plan);
    for (const [path, content] of contents) writeContent(join(scratch, path), content);
    const after = await runChecks(place, request.plan);
    return after.map(({ name, argv, outcome }, index) => ({ name, argv, before: before[index]?.outcome ?? outcome, after: outcome }));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function writeContent(target: string, content: Uint8Array | null): void {
  if (content === null) return rmSync(target, { force: true });
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}
