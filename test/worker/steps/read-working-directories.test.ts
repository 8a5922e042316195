import { expect, test } from "@jest/globals";
import { placeChecks } from "../../../src/worker/steps/place-checks.ts";
import { readFailures, type Source } from "../../../src/worker/steps/read-failures.ts";
import { readWorkingDirectories } from "../../../src/worker/steps/read-working-directories.ts";
import type { StepContext } from "../../../src/worker/steps/context.ts";
import { failOn, typeLog } from "../red-repository.ts";
import { memoryCell, scriptedReader } from "../scripted-github.ts";

const repository = { id: 7, name: "octo/hello", default_branch: "main", installation_id: 42 } as unknown as Parameters<typeof readFailures>[0];

/** The files that the log of `npx tsc` names (`src/sum.ts`), where both the root and a package have such a file. */
async function placed(workflow: string): Promise<readonly string[]> {
  const cell = memoryCell();
  const head_sha = failOn(cell, { logs: { types: typeLog }, files: { "src/sum.ts": "1\n", "packages/web/src/sum.ts": "2\n", ".github/workflows/ci.yml": workflow } });
  const context = { reader: scriptedReader(cell) } as unknown as StepContext;
  const run = cell.read().runs[0];
  if (run === undefined) throw new Error("no run");
  const source: Source = { kind: "workflow_run", run };
  const checks = await readWorkingDirectories(await readFailures(repository, source, { context, lost: new AbortController().signal }), { subject: { repository, head_sha }, source }, context);
  return (await placeChecks(checks, { repository, head_sha }, context)).flatMap(({ reports }) => reports.flatMap(({ file_paths }) => file_paths));
}

test("a file is looked for in the working directory that the workflow gives the failing step, though the root has one of that name too", async () => {
  expect(await placed("jobs:\n  types:\n    steps:\n      - {run: npx tsc, working-directory: packages/web}\n")).toEqual(["packages/web/src/sum.ts"]);
});

test("without a workflow file that could be read, the log alone counts", async () => {
  expect(await placed("jobs: [\n")).toEqual(["src/sum.ts"]);
});
