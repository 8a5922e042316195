/** Executions of eslint-fix in a repository, as the App keeps them: one that left something, and two failures, which roll it back. */
import { builtInSkillsFolder, loadSkills } from "../../src/adapters/skills/read-skills.ts";
import { digestOf } from "../../src/core/identity/digest.ts";
import { ExecutionId, PlanId, RepositoryName } from "../../src/core/identity/identifier.ts";
import type { Timestamp } from "../../src/core/identity/timestamp.ts";
import { defaultBounds } from "../../src/core/skill/standing/bounds.ts";
import type { SkillExecution } from "../../src/core/skill/standing/skill-execution.ts";
import type { Store } from "../../src/ports/store/store.ts";

export async function rollBack({ skillRecords }: Pick<Store, "skillRecords">, repo: string, at: Timestamp): Promise<void> {
  const skill = (await loadSkills(builtInSkillsFolder())).find(({ name }) => name === "eslint-fix");
  if (skill === undefined) throw new Error("there is no eslint-fix");
  const one = (number: string, more: Partial<SkillExecution>): SkillExecution => ({
    execution: ExecutionId.parse(`exec_20261120_080000_${number}`), plan_id: PlanId.parse(`plan_${digestOf(`${repo} ${number}`)}`), skill: skill.name, version: skill.contract.version, digest: skill.digest, repo: RepositoryName.parse(repo),
    surface: "app", outcome: "post_check_failed", tokens: 0, seconds: 2, files: 0, lines: 0, begins_as: "promoted", at, ...more,
  });
  const executions = [one("0001", { outcome: "remains", remains: [{ file: "src/<b>.js", line: 9, rule: "no-undef" }] }), one("0002", {}), one("0003", {})];
  await skillRecords.keep({ record: { executions, aftermaths: [], bounds: defaultBounds }, repair: null, at });
}
