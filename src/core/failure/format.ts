/**
 * A format is what one tool prints: which literals betray its lines, which patterns confirm them, and what is read from them.
 * Each tool has one folder under `formats/` with one format; the registry lists them; each has a golden log.
 */
import type { FailureClass } from "./report.ts";
import type { PrintedPlace } from "./line/place.ts";
import type { Sighting } from "./sighting.ts";

/**
 * What a line tells:
 * - `problem`: something is wrong at this line's word; enough for a report by itself.
 * - `verdict`: the tool's own summary says that it failed; enough for a report, and it closes the tool's run.
 * - `passed`: the tool's own summary says that all is well; what this tool printed since its last verdict is no failure.
 * - `detail`: belongs to a failure (a warning, a stack frame, a failing test's header) but does not prove one.
 * - `hint`: looks like trouble; counts only where the step failed and nothing better explains it.
 * - `command`: the command line of a tool, echoed by what runs it; it tells of options and folders, and of no failure.
 * - `step`, `step-failed`, `step-suspect` (the runner marked a line as an error), `clean-up`: the structure of a job's log.
 */
export type Says = "problem" | "verdict" | "passed" | "detail" | "hint" | "command" | "step" | "step-failed" | "step-suspect" | "clean-up";

/** A `wrapper` runs other tools and reports that they failed; a `runtime` is what tools are written in; both give way to a `tool`. */
export type Layer = "tool" | "runtime" | "wrapper" | "runner" | "infrastructure";

/** What a rule reads from its line and the lines around it; what is left out is taken from the format. */
export interface Finding {
  readonly places?: readonly PrintedPlace[];
  readonly files?: readonly string[];
  readonly tests?: readonly string[];
  readonly message?: string;
  /** Rule id or exception type: part of the fingerprint. */
  readonly kind?: string;
  readonly class?: FailureClass;
  readonly tool?: string;
  readonly pattern_name?: string;
  readonly says?: Says;
}

/** The lines around a match, as far as they were kept. Offsets count lines from the match; 0 is the matching line itself. */
export interface Surroundings {
  /** The cleaned text at this offset, or null where nothing is known. */
  at(offset: number): string | null;
  /** The finding and its distance in lines of this format's last match before this one; null when there is none. */
  readonly previous: { readonly finding: Finding; readonly distance: number } | null;
  /** The last finding by the rule with this id, in this format. */
  latest(rule: string): Finding | null;
}

export interface Rule {
  /** Unique within the format. */
  readonly id: string;
  readonly says: Says;
  /** At least one stands in every line that the pattern matches; at least 4 bytes each, and rare in logs. */
  readonly literals: readonly string[];
  /**
   * Confirms the line (cleaned, at most 4 KB). Without `read`, the named groups `file line column message rule test` are taken as they are.
   * No unbounded repetition at the beginning unless anchored.
   */
  readonly pattern: RegExp;
  readonly class?: FailureClass;
  readonly pattern_name?: string;
  readonly tool?: string;
  /** How often this line, in a failed log, means this class with this tool (0 to 1). 0.9 when left out. */
  readonly confidence?: number;
  /** How many lines after the match `read` wants to see (3 when left out) … */
  readonly after?: number;
  /** … and before it (2 when left out). */
  readonly before?: number;
  /** Where it differs from the format's. */
  readonly layer?: Layer;
  /** What this line names (tests, places) counts only where no other rule of the tool named any. */
  readonly spare?: true;
  /** It stands below the tool's own verdict and belongs to it: a later run that went well does not take it back. */
  readonly closes?: true;
  /**
   * `passed` only. `everything`: an overall verdict clears what every tool said, not only its own. `trouble`: an installer got there in the end,
   * which takes back its own complaints and the network's, and says nothing of what the job did next.
   */
  readonly clears?: "everything" | "trouble";
  /** Null: the line is not what it seemed. */
  readonly read?: (groups: Groups, around: Surroundings) => Finding | null;
}

/** What all that a tool said in one step amounts to. */
export interface Judgement {
  readonly class: FailureClass;
  readonly tool?: string;
  readonly pattern_name: string;
}

export type Groups = Readonly<Record<string, string | undefined>>;

export interface Format {
  /** The tool's name, as reports and skills quote it. */
  readonly tool: string;
  readonly layer: Layer;
  /** The format is of no tool in particular: whose failure it is must be told by the command. */
  readonly nameless?: true;
  readonly class: FailureClass;
  /** Stable name of the pattern: `eslint_problems`. */
  readonly pattern_name: string;
  /** Looks at all that the tool said in one step and may name the whole; null leaves it as it is. */
  readonly judge?: (sightings: readonly Sighting[]) => Judgement | null;
  readonly rules: readonly Rule[];
}
