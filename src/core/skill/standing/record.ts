/** What a step wants to be kept of its skills, in its own transaction: executions, aftermaths, and the bounds by which standing is judged again. */
import type { KeptRecording } from "../../replay/recording.ts";
import type { StandingBounds } from "./bounds.ts";
import type { Aftermath, SkillExecution } from "./skill-execution.ts";

export interface SkillRecord {
  readonly executions: readonly SkillExecution[];
  readonly aftermaths: readonly Aftermath[];
  readonly bounds: StandingBounds;
  /** The failures that the executions were run on, for replay (row S9); not given: none is kept. */
  readonly recordings?: readonly KeptRecording[];
}
