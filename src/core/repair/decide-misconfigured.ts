/** The repository's configuration, or a policy pack that it names, has a mistake: one check run shows each at its line and column, and nothing else happens until it is right. Pure. */
import type { YamlMistake } from "../configuration/read-yaml.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import { close } from "./close.ts";
import type { Decision } from "./decision.ts";
import { ask, draft } from "./draft.ts";
import type { Effect } from "./effect.ts";
import type { Repair } from "./repair.ts";

export interface Misconfiguration {
  /** The file with the mistakes, in the repository. */
  readonly path: string;
  /** At least one. */
  readonly mistakes: readonly YamlMistake[];
}

const CHECK = "regreen/configuration";
/** GitHub takes so many annotations in one request; all mistakes stand in the summary. */
const MOST_ANNOTATIONS = 50;

export function decideMisconfigured(repair: Repair, { path, mistakes }: Misconfiguration, at: Timestamp): Decision {
  const { repository, head_sha } = repair.subject;
  const lines = mistakes.map(({ line, column, message }) => `- ${path}:${line}:${column}: ${message}`);
  const effect: Effect = {
    kind: "post_check", name: CHECK, head_sha, external_id: `${repository.id}:${head_sha}`, status: "completed", conclusion: "failure",
    title: `${path} has ${mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`}`,
    summary: `Regreen does nothing here until it is right.\n\n${lines.join("\n")}`.slice(0, 65_000),
    annotations: mistakes.slice(0, MOST_ANNOTATIONS).map(({ line, column, message }) => ({
      path, start_line: line, end_line: line, start_column: column, end_column: column, annotation_level: "failure", message, title: "configuration",
    })),
  };
  const told = ask(draft(repair), [{ key: `${repository.id}:configuration:${head_sha}`, repository, effect }]);
  return close(told, { status: "skipped", reason: `the configuration has a mistake: ${lines[0] ?? path}`, at });
}
