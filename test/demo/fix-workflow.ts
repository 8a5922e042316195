import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the installed workflow takes the Action from. */
export interface ActionPin { readonly repository: string; readonly sha: string }

/** The workflow that users install, with the Action pinned to this commit: what onboarding writes. */
export function fixWorkflow(pin: ActionPin): string {
  return pinned("regreen-fix.yml", pin);
}

/** The same without a server: two jobs; and what answers comments, or gates. */
export function aloneWorkflow(pin: ActionPin, file: "regreen-fix.yml" | "regreen-comment.yml" | "regreen-gate.yml" | "regreen-report.yml" | "regreen-request.yml" = "regreen-fix.yml"): string {
  return pinned(`alone/${file}`, pin);
}

function pinned(file: string, { repository, sha }: ActionPin): string {
  const template = readFileSync(join(import.meta.dirname, "../../action/workflows", file), "utf8");
  const pinned = template.replace(/uses: regreen\/regreen@0{40}/g, `uses: ${repository}@${sha}`);
  if (pinned === template) throw new Error("the template of the fix workflow does not pin the Action as expected");
  return pinned;
}
