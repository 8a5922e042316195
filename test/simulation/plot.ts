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
  /** Not a repair: somebody's pull request, which the gate guards; it comes from a branch, from a fork, or goes through a merge queue. Null: a repair. */
  readonly guarded: "branch" | "fork" | "queue" | null;
  /** About so many calls through ports it makes when nothing disturbs it: where faults strike is drawn from these. */
  readonly calls: number;
  /** How its repairs (and guards) end where nothing goes wrong. */
  readonly ends: readonly ("merged" | "closed" | "escalated")[];
}

const merged: Plot = { name: "merged", jobs: ["lint"], lostJobs: 0, pushes: "nothing", person: "merges", guarded: null, calls: 290, ends: ["merged"] };

export const plots: readonly [Plot, ...Plot[]] = [
  merged,
  { ...merged, name: "closed", person: "closes", ends: ["closed"] },
  { ...merged, name: "escalated", jobs: ["types"], calls: 40, ends: ["escalated"] },
  { ...merged, name: "two failures", jobs: ["lint", "types"], calls: 340, ends: ["escalated", "merged"] },
  { ...merged, name: "base moved", pushes: "elsewhere", calls: 460 },
  { ...merged, name: "job lost", lostJobs: 1, calls: 340 },
  { ...merged, name: "planned again", pushes: "same-line", calls: 500 },
  { ...merged, name: "declined", person: "declines", calls: 340, ends: ["closed"] },
  { ...merged, name: "guarded", jobs: [], guarded: "branch", calls: 100, ends: ["closed"] },
  { ...merged, name: "guarded, from a fork", jobs: [], guarded: "fork", calls: 100, ends: ["closed"] },
  { ...merged, name: "through a merge queue", jobs: [], guarded: "queue", calls: 200, ends: ["closed", "closed"] },
];

/** Which story a seed tells, by its remainder: the short ones come twice, so that as many faults strike them as the long ones. */
export const playbill: readonly Plot[] = [...plots, ...plots.filter(({ calls }) => calls <= 200)];
