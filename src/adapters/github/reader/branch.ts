import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import { GitSha } from "../../../core/identity/identifier.ts";
import { readOrNull } from "../answer.ts";
import type { Session } from "../client.ts";
import { readPages } from "../pages.ts";

/** https://docs.github.com/rest/git/refs#get-a-reference */
const RefAnswer = z.object({ ref: z.string(), object: z.object({ type: z.string(), sha: GitSha }) });

/** https://docs.github.com/rest/branches/branches#get-a-branch; who can read the repository sees which checks are required. */
const BranchAnswer = z.object({
  protection: z.object({ required_status_checks: z.object({ contexts: z.array(z.string()).default([]) }).nullish() }).nullish(),
}).transform(({ protection }) => protection?.required_status_checks?.contexts ?? []);

/** https://docs.github.com/rest/repos/rules#get-rules-for-a-branch */
const RuleAnswer = z.object({
  type: z.string(),
  parameters: z.object({ required_status_checks: z.array(z.object({ context: z.string() })).optional() }).optional(),
}).transform((rule) => (rule.type === "required_status_checks" ? (rule.parameters?.required_status_checks ?? []).map((check) => check.context) : []));

export async function readBranchHead(session: Session, branch: string): Promise<GitSha | null> {
  const found = await readOrNull(session, "GET /repos/{owner}/{repo}/git/ref/{ref}", { ref: `heads/${branch}` }, RefAnswer);
  return found?.ref === `refs/heads/${branch}` ? found.object.sha : null;
}

/** What the branch's protection and the rulesets ask for together, sorted; null when either cannot be read. */
export async function readRequiredChecks(session: Session, branch: string): Promise<readonly string[] | null> {
  try {
    const protection = await readOrNull(session, "GET /repos/{owner}/{repo}/branches/{branch}", { branch }, BranchAnswer);
    if (protection === null) return null;
    const rules = await readPages(session, { operation: "GET /repos/{owner}/{repo}/rules/branches/{branch}", parameters: { branch } }, z.array(RuleAnswer));
    return [...new Set([...protection, ...rules.flat()])].toSorted();
  } catch (error) {
    if (error instanceof Fault && (error.code === "github-forbidden" || error.code === "github-missing")) return null;
    throw error;
  }
}
