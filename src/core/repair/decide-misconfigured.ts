/** The repository's configuration has a mistake: one check run shows each at its line, and nothing else happens until it is right. Pure. */
import { configurationPath } from "../configuration/parse-configuration.ts";
import type { YamlMistake } from "../configuration/read-yaml.ts";
import type { Timestamp } from "../identity/timestamp.ts";
import { close } from "./close.ts";
import type { Decision } from "./decision.ts";
import { ask, draft } from "./draft.ts";
import type { Effect } from "./effect.ts";
import type { Repair } from "./repair.ts";

const CHECK = "regreen/configuration";

export function decideMisconfigured(repair: Repair, mistakes: readonly YamlMistake[], at: Timestamp): Decision {
  const { repository, head_sha } = repair.subject;
  const lines = mistakes.map(({ line, column, message }) => `- ${configurationPath}:${line}:${column}: ${message}`);
  const effect: Effect = {
    kind: "post_check", name: CHECK, head_sha, external_id: `${repository.id}:${head_sha}`, status: "completed", conclusion: "failure",
    title: `${configurationPath} has ${mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`}`,
    summary: `Regreen does nothing here until it is right.\n\n${lines.join("\n")}`.slice(0, 65_000),
    annotations: mistakes.slice(0, 50).map(({ line, message }) => ({ path: configurationPath, start_line: line, end_line: line, annotation_level: "failure", message, title: "configuration" })),
  };
  const told = ask(draft(repair), [{ key: `${repository.id}:configuration:${head_sha}`, repository, effect }]);
  return close(told, { status: "skipped", reason: `the configuration has a mistake: ${lines[0] ?? configurationPath}`, at });
}
