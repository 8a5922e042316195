import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import { GitSha } from "../../../core/identity/identifier.ts";
import type { RequiredCheckName } from "../../../ports/github.ts";
import { readOrNull } from "../answer.ts";
import type { Session } from "../client.ts";
import { readPages } from "../pages.ts";

/** https://docs.github.com/rest/git/refs#get-a-reference */
const RefAnswer = z.object({ ref: z.string(), object: z.object({ type: z.string(), sha: GitSha }) });

/** https://docs.github.com/rest/branches/branches#get-a-branch; who can read the repository sees which checks are required. `contexts` are of before there were `checks`. */
const BranchAnswer = z.object({
  protected: z.boolean().nullish(),
  protection: z.object({
    required_status_checks: z.object({
      contexts: z.array(z.string()).default([]), checks: z.array(z.object({ context: z.string(), app_id: z.int().nullish() })).nullish(),
    }).nullish(),
  }).nullish(),
}).transform((answer) => {
  const asked = answer.protection?.required_status_checks;
  const named = (asked?.checks ?? []).map(({ context, app_id }): RequiredCheckName => ({ name: context, appId: appOf(app_id) }));
  const old = (asked?.contexts ?? []).filter((name) => !named.some((one) => one.name === name)).map((name): RequiredCheckName => ({ name, appId: null }));
  return { protected: answer.protected ?? null, required: [...named, ...old] };
});

/** https://docs.github.com/rest/repos/rules#get-rules-for-a-branch */
const RuleAnswer = z.object({
  type: z.string(),
  parameters: z.object({ required_status_checks: z.array(z.object({ context: z.string(), integration_id: z.int().nullish() })).optional() }).optional(),
}).transform((rule) => (rule.type === "required_status_checks" ? (rule.parameters?.required_status_checks ?? []).map((check): RequiredCheckName => ({ name: check.context, appId: appOf(check.integration_id) })) : []));

/** GitHub writes -1 for any App. */
function appOf(id: number | null | undefined): number | null {
  return id == null || id < 0 ? null : id;
}

export async function readBranchHead(session: Session, branch: string): Promise<GitSha | null> {
  const found = await readOrNull(session, "GET /repos/{owner}/{repo}/git/ref/{ref}", { ref: `heads/${branch}` }, RefAnswer);
  return found?.ref === `refs/heads/${branch}` ? found.object.sha : null;
}

/** What the branch's protection and the rulesets ask for together, by name; null when either cannot be read. */
export async function readRequiredChecks(session: Session, branch: string): Promise<readonly RequiredCheckName[] | null> {
  const read = await readRules(session, branch);
  if (read === null) return null;
  const all = [...read.branch.required, ...read.rules.flat()];
  return [...new Map(all.map((one) => [`${one.name}\n${one.appId ?? ""}`, one])).values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** Whether protection or any ruleset holds for it; null when that cannot be read. */
export async function readIsProtected(session: Session, branch: string): Promise<boolean | null> {
  const read = await readRules(session, branch);
  if (read === null) return null;
  return read.rules.length > 0 ? true : read.branch.protected;
}

async function readRules(session: Session, branch: string): Promise<{ readonly branch: z.infer<typeof BranchAnswer>; readonly rules: readonly z.infer<typeof RuleAnswer>[] } | null> {
  try {
    const protection = await readOrNull(session, "GET /repos/{owner}/{repo}/branches/{branch}", { branch }, BranchAnswer);
    if (protection === null) return null;
    const rules = await readPages(session, { operation: "GET /repos/{owner}/{repo}/rules/branches/{branch}", parameters: { branch } }, z.array(RuleAnswer));
    return { branch: protection, rules };
  } catch (error) {
    if (error instanceof Fault && (error.code === "github-forbidden" || error.code === "github-missing")) return null;
    throw error;
  }
}
