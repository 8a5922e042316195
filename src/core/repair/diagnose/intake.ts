/** Whether a red check is Regreen's to mend at all: what the repository asked for, and whether the commit still stands. Read before any log. */
import picomatch from "picomatch";
import type { Configuration } from "../../configuration/configuration.ts";
import type { GitSha } from "../../identity/identifier.ts";
import type { Repair } from "../repair.ts";

export interface IntakeFacts {
  /** Null: the repository has none, and wants none of us. */
  readonly configuration: Configuration | null;
  /** Head of the subject's branch now; null: deleted. */
  readonly branchHead: GitSha | null;
  /** The subject's pull request; null when it has none, or GitHub does not know it. */
  readonly pull: { readonly state: "open" | "closed"; readonly draft: boolean; readonly labels: readonly string[] } | null;
  /** The run, check or status; `now` where the status was posted anew and is no failure any more. Null: GitHub does not know it any more. */
  readonly source: { readonly name: string; readonly attempt: number; readonly now?: "pending" | "success" } | null;
}

/** In plain words why this is not ours; null when it is. */
export function whyNotOurs(repair: Repair, facts: IntakeFacts): string | null {
  const { configuration, source } = facts;
  if (configuration === null) return "no configuration";
  if (!configuration.enabled) return "the repository's configuration says enabled: false";
  if (source === null) return "GitHub does not know the failed run any more";
  // What a person asked for is not held against what Regreen reacts to by itself; the label that keeps it away holds all the same.
  return (repair.requested === undefined ? notReactedTo(repair, configuration, { ...facts, check: source.name }) : null) ?? labelled(configuration, facts) ?? outdated(repair, source, facts);
}

function notReactedTo(repair: Repair, { react }: Configuration, { check, pull }: IntakeFacts & { readonly check: string }): string | null {
  const { subject } = repair;
  const matches = (patterns: readonly string[], text: string): boolean => patterns.length > 0 && picomatch([...patterns], { dot: true, bash: true })(text);
  if (subject.pull_request === null && !matches(react.branches, subject.branch)) return `the branch ${subject.branch} is not among react.branches`;
  const setting = subject.pull_request === null ? "default_branch" : "pull_requests";
  if (subject.fork !== undefined && react.forks === "off") return "react.forks is off";
  if (react[setting] === "off") return `react.${setting} is off`;
  if (pull?.draft === true && !react.drafts) return "the pull request is a draft";
  if (!matches(react.checks, check) || matches(react.ignore_checks, check)) return `the check ${check} is not one to react to`;
  return null;
}

function labelled({ labels }: Configuration, { pull }: IntakeFacts): string | null {
  return pull?.labels.includes(labels.skip) === true ? `the pull request carries the label ${labels.skip}` : null;
}

function outdated({ subject }: Repair, { attempt, now }: NonNullable<IntakeFacts["source"]>, { branchHead, pull }: IntakeFacts): string | null {
  if (subject.source.kind === "workflow_run" && subject.source.run_attempt !== attempt) return "it was run again: that attempt tells how it ended";
  if (now !== undefined) return `the status was posted again since: it says ${now}`;
  if (branchHead === null) return subject.fork === undefined ? `the branch ${subject.branch} was deleted` : "no open pull request of the fork has this commit";
  if (branchHead !== subject.head_sha) return `the branch ${subject.branch} has moved on: its new head has runs of its own`;
  if (subject.pull_request !== null && pull?.state === "closed") return `pull request #${subject.pull_request} is closed`;
  return null;
}
