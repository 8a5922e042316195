/** What Regreen itself found out about a patch, at the commit where it was made and at the head where it would land. */
import type { PatchCheck } from "../fix/check-patch.ts";
import type { FixResult } from "../fix/result.ts";
import type { AdvisoryAnswer } from "../policy/dependencies/vulnerabilities.ts";
import type { GitSha } from "../identity/identifier.ts";

export interface Proof {
  readonly result: FixResult;
  readonly patch: Uint8Array;
  /** Against the plan's base commit. */
  readonly check: PatchCheck;
  /** Head of the base branch now. */
  readonly head: GitSha;
  /** Against that head; null: the patch does not fit it. */
  readonly fitted: PatchCheck | null;
  /** What is known of the packages that the patch brings in; null: nobody was asked. */
  readonly advisories: AdvisoryAnswer | null;
  /** The ModLog as it stands at that head; null: there is none, or the repository wants none. */
  readonly modlog: string | null;
}
