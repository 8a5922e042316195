/** The stories that are simulated: what the log says, what people do, and what becomes of the fix job. */
export interface Plot {
  readonly name: string;
  /** Jobs of the red run, each with what its log shows. */
  readonly jobs: readonly ("lint" | "types")[];
  /** How often the fix job is lost (cancelled, without a result) before it ends well. */
  readonly lostJobs: number;
  /** What somebody pushes to main while the offer stands: a file beside it, the very line that is mended, an entry of their own in the ModLog, or the fix itself, so that nobody needs ours. */
  readonly pushes: "nothing" | "elsewhere" | "same-line" | "mod-log" | "mended";
  /** `declines`: by a comment, `/autofix reject`. */
  readonly person: "merges" | "closes" | "declines";
  /** Who asks for the fix: nobody (Regreen sees the red run), a person in a comment, a machine by a dispatch, or the operator by a file in the watched folder. */
  readonly asked: "nobody" | "comment" | "dispatch" | "file";
  /** How that is mended which was handed to people: not in this story, by a push of somebody's, or by whoever merges our offer. */
  readonly recovers: "not" | "by hand" | "with the merge";
  /** Whether what becomes of it is said in the operator's chat. */
  readonly announces: boolean;
  /** Not a repair: the App is installed where nobody set it up, or a log beside CI is watched. Null: neither. */
  readonly beside: "onboarding" | "log" | null;
  /** Not a repair: somebody's pull request, which the gate guards; it comes from a branch, from a fork, or goes through a merge queue. Null: a repair. */
  readonly guarded: "branch" | "fork" | "queue" | null;
  /** About so many calls through ports it makes when nothing disturbs it: where faults strike is drawn from these. */
  readonly calls: number;
  /** How its repairs (and guards) end where nothing goes wrong. */
  readonly ends: readonly ("merged" | "closed" | "escalated" | "skipped" | "pending")[];
}

const merged: Plot = { name: "merged", jobs: ["lint"], lostJobs: 0, pushes: "nothing", person: "merges", asked: "nobody", recovers: "not", announces: false, beside: null, guarded: null, calls: 430, ends: ["merged"] };

export const plots: readonly [Plot, ...Plot[]] = [
  merged,
  { ...merged, name: "closed", person: "closes", ends: ["closed"] },
  { ...merged, name: "escalated", jobs: ["types"], calls: 50, ends: ["escalated"] },
  { ...merged, name: "two failures", jobs: ["lint", "types"], announces: true, recovers: "with the merge", calls: 500, ends: ["closed", "escalated", "merged"] },
  { ...merged, name: "base moved", pushes: "elsewhere", calls: 630 },
  { ...merged, name: "job lost", lostJobs: 1, calls: 510 },
  { ...merged, name: "planned again", pushes: "same-line", calls: 700 },
  { ...merged, name: "declined", person: "declines", calls: 440, ends: ["closed"] },
  { ...merged, name: "mended by hand", pushes: "mended", calls: 380, ends: ["closed"] },
  { ...merged, name: "another entry in the ModLog", pushes: "mod-log", calls: 630 },
  { ...merged, name: "mended after it was handed over", jobs: ["types"], recovers: "by hand", calls: 70, ends: ["closed", "escalated"] },
  { ...merged, name: "asked for in a comment", asked: "comment", calls: 570, ends: ["merged", "skipped"] },
  { ...merged, name: "asked for by a dispatch", asked: "dispatch", calls: 510, ends: ["merged", "skipped"] },
  { ...merged, name: "asked for by a file", asked: "file", calls: 510, ends: ["merged", "skipped"] },
  { ...merged, name: "installed, and wanted", beside: "onboarding", jobs: ["lint", "types"], calls: 100, ends: ["merged", "skipped"] },
  { ...merged, name: "installed, and not wanted", beside: "onboarding", jobs: ["lint"], person: "closes", calls: 90, ends: ["closed", "skipped"] },
  { ...merged, name: "a log that shows a failure", beside: "log", jobs: [], calls: 1250, ends: ["pending"] },
  { ...merged, name: "guarded", jobs: [], guarded: "branch", calls: 120, ends: ["closed"] },
  { ...merged, name: "guarded, from a fork", jobs: [], guarded: "fork", calls: 120, ends: ["closed"] },
  { ...merged, name: "through a merge queue", jobs: [], guarded: "queue", calls: 230, ends: ["closed", "closed"] },
];

/** Which story a seed tells, by its remainder: the short ones come twice, so that as many faults strike them as the long ones. */
export const playbill: readonly Plot[] = [...plots, ...plots.filter(({ calls }) => calls <= 250)];
