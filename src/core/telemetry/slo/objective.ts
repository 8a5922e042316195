/** The service level objectives of row R4: what each is, in what unit, and what it must hold. */
export interface Objective {
  /** What is counted, in plain words; shown with the value. */
  readonly definition: string;
  readonly unit: "share" | "seconds";
  /** Null: watched, without a bound. */
  readonly target: { readonly bound: "at_least" | "at_most"; readonly value: number } | null;
}

/** Bounds are the mission's (row R4); it names none for the last three. */
export const objectives = {
  success_rate: {
    definition: "Of repairs for which a fix job ran and that ended merged, failed, with a person, or with their pull request closed: those merged",
    unit: "share", target: { bound: "at_least", value: 0.95 },
  },
  loop_rate: {
    definition: "Of repairs that ended: those that a loop guard stopped (the same failure came back after its fix, bots alone commit, tools undo each other, attempts used up by one repair or by several of one failure), in a repair beside another one too",
    unit: "share", target: { bound: "at_most", value: 0.02 },
  },
  tool_mttr_seconds: {
    definition: "Of writes to GitHub and operations that did not succeed at once: mean time from being asked for to being done",
    unit: "seconds", target: { bound: "at_most", value: 30 },
  },
  groundedness: {
    definition: "Of claims that plans make (a step on a file), in repairs that ended: those that cite a failure which was found",
    unit: "share", target: null,
  },
  spurious_block_rate: {
    definition: "Of heads that the merge gate denied: those for which a person then waived the rule",
    unit: "share", target: null,
  },
  false_positive_gate_rate: {
    definition: "Of heads that the merge gate denied: those that people merged while its last word was deny",
    unit: "share", target: null,
  },
} as const satisfies Record<string, Objective>;
export type ObjectiveName = keyof typeof objectives;
export const objectiveNames = Object.keys(objectives) as readonly ObjectiveName[];

/** Null: there is no target, or nothing was measured. */
export function isMet(name: ObjectiveName, value: number | null): boolean | null {
  const { target }: Objective = objectives[name];
  if (target === null || value === null) return null;
  return target.bound === "at_least" ? value >= target.value : value <= target.value;
}
