/** What a request is answered over: read once, before anything is decided. */
import type { ConfigurationReading } from "../../configuration/parse-configuration.ts";
import type { FixId, GitSha } from "../../identity/identifier.ts";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { PullFacts } from "../../repair/gate/snapshot.ts";
import type { Repair, Subject } from "../../repair/repair.ts";
import type { Skill } from "../../skill/skill.ts";
import type { StandingVerdict } from "../../skill/standing/standing.ts";
import type { StandingOrder } from "../order.ts";
import type { Request } from "../request.ts";
import type { Undoing } from "./revert.ts";

/** Whether the one who asks may: read on GitHub at this moment, never believed from an event. */
export type Power = "none" | "write" | "maintain";

/** The commit that is talked of: the head of the pull request, or of the default branch. */
export interface Head {
  readonly branch: string;
  readonly sha: GitSha;
  /** Where the pull request comes from another repository: nothing of it is run with a credential. */
  readonly fork: boolean;
  readonly pull: number | null;
}

/** A run or check on that commit that failed. */
export interface RedCheck { readonly name: string; readonly source: Subject["source"] }

/** A rule of the packs in force, as waivers see it. */
export interface KnownRule { readonly id: string; readonly waivable: boolean; readonly organisation: boolean }

/** A skill as it is now, with what it has earned in the repository. */
export interface KnownStanding extends Pick<Skill, "digest">, Pick<StandingVerdict, "standing" | "reason"> { readonly version: string; readonly begins_as: "candidate" | "promoted" }

export interface AnswerSnapshot {
  readonly request: Request;
  readonly at: Timestamp;
  /** Null: the repository has none, and wants none of us. */
  readonly configuration: ConfigurationReading | null;
  readonly power: Power;
  /** Earlier requests of the same comment, oldest first. */
  readonly earlier: readonly Request[];
  /** Of the repository, newest first; closed ones too, guards not. */
  readonly repairs: readonly Repair[];
  /** Repairs that were told something by this request and have not heard it yet; read before `repairs`. Not given: none. */
  readonly untold?: ReadonlySet<FixId>;
  /** Null: the place is no pull request, or GitHub does not know it. */
  readonly pull: PullFacts | null;
  /** Null: not read, since nothing asks for it, or the branch is gone. */
  readonly head: Head | null;
  readonly red: readonly RedCheck[];
  /** How many runs of that commit have not ended. */
  readonly running: number;
  readonly rules: readonly KnownRule[];
  readonly orders: readonly StandingOrder[];
  /** Names and kinds of the skills that there are. */
  readonly skills: ReadonlySet<string>;
  /** Of the skills that are to be put on trial again: how they stand in this repository; not given: nobody asks. */
  readonly standings?: ReadonlyMap<string, KnownStanding>;
  /** What taking back would write, of the executions that are to be taken back. */
  readonly undoings: ReadonlyMap<string, Undoing>;
  /** Requests that the commands name, of this repository. */
  readonly named?: ReadonlyMap<string, Request>;
  readonly webUrl: string | null;
}
