/** Where advisories about packages come from: a file of the operator's, or an API that the operator names. */
import type { Dependency } from "../core/policy/dependencies/dependency.ts";
import type { AdvisoryAnswer } from "../core/policy/dependencies/vulnerabilities.ts";

export interface AdvisorySource {
  /** Null: it does not answer, or not in OSV's form. What it would have said is then not known. Never throws. */
  about(dependencies: readonly Dependency[]): Promise<AdvisoryAnswer | null>;
}
