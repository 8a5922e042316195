/** The stories that are simulated: what the log says, what people do, and what becomes of the fix job. */
export interface Plot {
  readonly name: string;
  /** Jobs of the red run, each with what its log shows. */
  readonly jobs: readonly ("lint" | "types")[];
  /** How often the fix job is lost (cancelled, without a result) before it ends well. */
  readonly lostJobs: number;
  /** What somebody pushes to main while the offer stands: a file beside it, or the very line that is mended. */
  readonly pushes: "nothing" | "elsewhere" | "same-line";
  /** `declines`: by a comment, `/autofix reject`. */
  readonly person: "merges" | "closes" | "declines";
  /** How its repairs end where nothing goes wrong. */
  readonly ends: readonly ("merged" | "closed" | "escalated")[];
}

const merged: Plot = { name: "merged", jobs: ["lint"], lostJobs: 0, pushes: "nothing", person: "merges", ends: ["merged"] };

export const plots: readonly [Plot, ...Plot[]] = [
  merged,
  { ...merged, name: "closed", person: "closes", ends: ["closed"] },
  { ...merged, name: "escalated", jobs: ["types"], ends: ["escalated"] },
  { ...merged, name: "two failures", jobs: ["lint", "types"], ends: ["escalated", "merged"] },
  { ...merged, name: "base moved", pushes: "elsewhere" },
  { ...merged, name: "job lost", lostJobs: 1 },
  { ...merged, name: "planned again", pushes: "same-line" },
  { ...merged, name: "declined", person: "declines", ends: ["closed"] },
];
