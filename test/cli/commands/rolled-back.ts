/** A store in which eslint-fix was rolled back in a repository, as two of two runs failed; and the command line's `skills`, as a person runs it. */
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { systemClock } from "../../../src/adapters/clock/system-clock.ts";
import { builtInSkillsFolder, loadSkills } from "../../../src/adapters/skills/read-skills.ts";
import { openStore } from "../../../src/adapters/store/open-store.ts";
import { skills } from "../../../src/cli/commands/skills.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import { ExecutionId, PlanId, RepositoryName } from "../../../src/core/identity/identifier.ts";
import { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { defaultBounds } from "../../../src/core/skill/standing/bounds.ts";
import type { SkillExecution } from "../../../src/core/skill/standing/skill-execution.ts";

export async function keepRolledBack(place: { readonly path: string } | { readonly url: string }, repo: string): Promise<void> {
  const [skill] = (await loadSkills(builtInSkillsFolder())).filter(({ name }) => name === "eslint-fix");
  if (skill === undefined) throw new Error("there is no eslint-fix");
  const executions = ["0001", "0002"].map((number): SkillExecution => ({
    execution: ExecutionId.parse(`exec_20261120_213004_${number}`), plan_id: PlanId.parse(`plan_${digestOf(number)}`), skill: skill.name, version: skill.contract.version, digest: skill.digest, repo: RepositoryName.parse(repo),
    surface: "cli", outcome: "post_check_failed", tokens: 0, seconds: 2, files: 0, lines: 0, begins_as: "promoted", at: Timestamp.parse("2026-11-20T21:30:00.000Z"),
  }));
  const store = await openStore({ ...place, clock: systemClock });
  await store.skillRecords.keep({ record: { executions, aftermaths: [], bounds: defaultBounds }, repair: null, at: systemClock.now() });
  await store.close();
}

/** Outside of any checkout. */
export async function runSkills(argv: readonly string[], environment: Readonly<Record<string, string>>): Promise<{ readonly code: number; readonly output: string }> {
  const stdout = new PassThrough();
  const code = await skills.run([...argv], { stdin: new PassThrough(), stdout, stderr: new PassThrough(), environment, directory: "/" });
  stdout.end();
  return { code, output: await text(stdout) };
}
